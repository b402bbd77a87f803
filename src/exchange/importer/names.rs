//! Names as people write them, made comparable.

/// The words of a name in lower case, without accents and punctuation: `Verlängerungs-Datum`, `customerId` and `ARR__c` become
/// `verlaengerungs datum`, `customer id` and `arr`.
pub fn words(name: &str) -> Vec<String> {
    let mut text = String::with_capacity(name.len() + 8);
    let mut before_lower = false;
    for letter in name.trim().trim_end_matches("__c").chars() {
        if letter.is_uppercase() && before_lower {
            text.push(' ');
        }
        before_lower = letter.is_lowercase() || letter.is_ascii_digit();
        for lower in letter.to_lowercase() {
            match lower {
                'ä' | 'æ' => text.push_str("ae"),
                'ö' | 'ø' => text.push_str("oe"),
                'ü' => text.push_str("ue"),
                'ß' => text.push_str("ss"),
                'à' | 'á' | 'â' | 'ã' | 'å' => text.push('a'),
                'è' | 'é' | 'ê' | 'ë' => text.push('e'),
                'ì' | 'í' | 'î' | 'ï' => text.push('i'),
                'ò' | 'ó' | 'ô' | 'õ' => text.push('o'),
                'ù' | 'ú' | 'û' => text.push('u'),
                'ç' => text.push('c'),
                'ñ' => text.push('n'),
                // The combining dots of a name typed on a Mac.
                '\u{308}' => text.push('e'),
                other if other.is_alphanumeric() => text.push(other),
                '#' => text.push_str(" number "),
                '\'' | '\u{2019}' => {}
                _punctuation => text.push(' '),
            }
        }
    }
    text.split_whitespace().map(str::to_owned).collect()
}

/// The words of a name run together, so that `Mid-Market`, `mid market` and `MidMarket` are the same.
pub fn compact(name: &str) -> String {
    words(name).concat()
}

/// Stands for the header of a file: files with the same columns in the same order have the same signature.
pub fn header_signature(header: &[String]) -> String {
    // FNV-1a: short, stable between versions, and only a key.
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for name in header {
        for byte in compact(name).bytes().chain([b'|']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{}-{hash:016x}", header.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_meet() {
        for name in ["customer_id", "Customer ID", "customerId", "CUSTOMER-ID", "Customer.Id__c"] {
            assert_eq!(words(name), ["customer", "id"], "{name}");
        }
        assert_eq!(compact("Verlängerung"), compact("VERLAENGERUNG"));
        assert_eq!(compact("Verla\u{308}ngerung"), compact("Verlängerung"));
        assert_eq!(words("Employee #"), ["employee", "number"]);
        assert_eq!(words("ARR (EUR)"), ["arr", "eur"]);
    }

    #[test]
    fn a_signature_follows_the_names_and_their_order() {
        let signature =
            |names: &[&str]| header_signature(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(signature(&["Customer ID", "ARR"]), signature(&["customer_id", "arr"]));
        assert_ne!(signature(&["ARR", "Customer ID"]), signature(&["Customer ID", "ARR"]));
        assert_ne!(signature(&["a", "bc"]), signature(&["ab", "c"]));
    }
}

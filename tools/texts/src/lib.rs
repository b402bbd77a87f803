//! The macro `tr!`: a text in the language of the reader.
//!
//! It is written like `format!`, with the English text in place: `tr!("{count} seats start in {when}")`. That text is the key
//! of the translation, as with gettext; without one it is what is shown.

use proc_macro::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

/// A text in the language of the reader: a `&'static str` where nothing is inserted, else a `String`. In place of the text may
/// stand an expression for one that is marked for translation elsewhere: `tr!(statement.text)`. One English word that other languages
/// have several for says where it stands, as gettext's `msgctxt` does: `tr!("Open" in "button")`.
#[proc_macro]
pub fn tr(input: TokenStream) -> TokenStream {
    match expand(input) {
        Ok(tokens) => tokens,
        Err((what, span)) => error(what, span),
    }
}

type Flaw = (&'static str, Span);

/// One value to insert: how the text names it, and how it is written.
struct Inserted {
    name: String,
    spec: String,
    value: TokenStream,
}

fn expand(input: TokenStream) -> Result<TokenStream, Flaw> {
    let mut tokens = input.into_iter().peekable();
    let (literal, span, text) = match tokens.next() {
        Some(TokenTree::Literal(literal)) => {
            let text = unquoted(&literal.to_string()).ok_or(("a text in quotation marks is wanted", literal.span()))?;
            (TokenTree::Literal(literal.clone()), literal.span(), text)
        }
        // A literal that comes out of another macro stands in a group without delimiters.
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => {
            let inner = group.stream().into_iter().next().ok_or(("a text is wanted", group.span()))?;
            let text = unquoted(&inner.to_string()).ok_or(("a text in quotation marks is wanted", group.span()))?;
            (inner, group.span(), text)
        }
        // A text of a constant: it is looked up as it is.
        Some(other) => return Ok(call("of", [std::iter::once(other).chain(tokens).collect()])),
        None => return Err(("a text is wanted", Span::call_site())),
    };
    if matches!(tokens.peek(), Some(TokenTree::Ident(it)) if it.to_string() == "in") {
        return match (tokens.nth(1), tokens.next()) {
            (Some(TokenTree::Literal(place)), None) if placeholders(&text).is_ok_and(|it| it.is_empty()) => {
                Ok(call("of_in", [stream(literal), stream(TokenTree::Literal(place))]))
            }
            _ => Err(("a text that says where it stands inserts nothing: tr!(\"Open\" in \"button\")", span)),
        };
    }
    let mut given = arguments(tokens)?;
    let wanted = placeholders(&text).map_err(|what| (what, span))?;
    if wanted.is_empty() && given.is_empty() {
        return Ok(call("of", [stream(literal)]));
    }
    let mut inserted: Vec<Inserted> = Vec::new();
    for (name, spec) in wanted {
        if let Some(known) = inserted.iter().find(|it| it.name == name) {
            if known.spec != spec {
                return Err(("one value is inserted in two ways; insert it twice", span));
            }
            continue;
        }
        let value = match given.iter_mut().enumerate().find(|(at, it)| match &it.0 {
            Some(own) => *own == name,
            None => at.to_string() == name,
        }) {
            Some((_, it)) => {
                it.2 = true;
                it.1.clone()
            }
            None if name.parse::<usize>().is_ok() => return Err(("a value to insert is missing", span)),
            None => stream(TokenTree::Ident(Ident::new(&name, span))),
        };
        inserted.push(Inserted { name, spec, value });
    }
    if given.iter().any(|it| !it.2) {
        return Err(("a value is given that the text does not insert", span));
    }
    let mut list = TokenStream::new();
    for Inserted { name, spec, value } in inserted {
        let form = format!("{{{}{spec}}}", if spec.is_empty() { "" } else { ":" });
        let mut arguments = stream(TokenTree::Literal(proc_macro::Literal::string(&form)));
        arguments.extend([comma()]);
        arguments.extend(value);
        let mut pair = stream(TokenTree::Literal(proc_macro::Literal::string(&name)));
        pair.extend([comma(), punct('&')]);
        pair.extend("::core::format_args!".parse::<TokenStream>().unwrap_or_default());
        pair.extend([TokenTree::Group(Group::new(Delimiter::Parenthesis, arguments))]);
        list.extend([TokenTree::Group(Group::new(Delimiter::Parenthesis, pair)), comma()]);
    }
    let mut slice = stream(punct('&'));
    slice.extend([TokenTree::Group(Group::new(Delimiter::Bracket, list))]);
    Ok(call("fill", [stream(literal), slice]))
}

/// The values after the text: a name where one is given, the expression, and whether the text inserts it.
fn arguments(tokens: impl Iterator<Item = TokenTree>) -> Result<Vec<(Option<String>, TokenStream, bool)>, Flaw> {
    let mut found = Vec::new();
    let mut part: Vec<TokenTree> = Vec::new();
    let mut depth = 0_i32;
    let mut first = true;
    let mut take = |part: &mut Vec<TokenTree>| {
        let named = match part.as_slice() {
            [TokenTree::Ident(name), TokenTree::Punct(equals), rest, ..]
                if equals.as_char() == '='
                    && equals.spacing() == Spacing::Alone
                    && !matches!(rest, TokenTree::Punct(it) if it.as_char() == '=') =>
            {
                Some(name.to_string())
            }
            _ => None,
        };
        let value: TokenStream = part.drain(..).skip(if named.is_some() { 2 } else { 0 }).collect();
        if !value.is_empty() {
            found.push((named, value, false));
        }
    };
    for token in tokens {
        // Commas within `::<A, B>` part nothing.
        if let TokenTree::Punct(it) = &token {
            match it.as_char() {
                ',' if depth <= 0 => {
                    if !first {
                        take(&mut part);
                    }
                    first = false;
                    continue;
                }
                '<' if matches!(part.last(), Some(TokenTree::Punct(it)) if it.as_char() == ':') => depth += 1,
                '>' if depth > 0 => depth -= 1,
                _ => {}
            }
        }
        part.push(token);
    }
    take(&mut part);
    Ok(found)
}

/// Names and forms of what a text inserts, in its order; a nameless one is called by its number.
fn placeholders(text: &str) -> Result<Vec<(String, String)>, &'static str> {
    let mut found = Vec::new();
    let mut nameless = 0_usize;
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        match sign {
            '{' if rest.peek() == Some(&'{') => {
                rest.next();
            }
            '{' => {
                let mut inner = String::new();
                loop {
                    match rest.next() {
                        Some('}') => break,
                        Some(sign) => inner.push(sign),
                        None => return Err("a { is not closed"),
                    }
                }
                let (name, spec) = inner.split_once(':').unwrap_or((&inner, ""));
                let name = if name.is_empty() {
                    nameless += 1;
                    (nameless - 1).to_string()
                } else {
                    name.to_owned()
                };
                found.push((name, spec.to_owned()));
            }
            _ => {}
        }
    }
    Ok(found)
}

/// What a literal says, with the escapes that can hold a brace undone; others do not matter here.
fn unquoted(literal: &str) -> Option<String> {
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::new();
    let mut rest = inner.chars();
    while let Some(sign) = rest.next() {
        if sign != '\\' {
            text.push(sign);
            continue;
        }
        match rest.next()? {
            'u' => {
                // The braces of an escape insert nothing.
                rest.by_ref().find(|it| *it == '}');
                text.push('\u{fffd}');
            }
            other => text.push(other),
        }
    }
    Some(text)
}

fn call<const N: usize>(name: &str, arguments: [TokenStream; N]) -> TokenStream {
    let mut tokens: TokenStream = format!("crate::text::{name}").parse().unwrap_or_default();
    let mut inner = TokenStream::new();
    for argument in arguments {
        inner.extend(argument);
        inner.extend([comma()]);
    }
    tokens.extend([TokenTree::Group(Group::new(Delimiter::Parenthesis, inner))]);
    tokens
}

fn stream(tree: TokenTree) -> TokenStream {
    TokenStream::from(tree)
}

fn punct(sign: char) -> TokenTree {
    TokenTree::Punct(Punct::new(sign, Spacing::Alone))
}

fn comma() -> TokenTree {
    punct(',')
}

fn error(what: &str, span: Span) -> TokenStream {
    let tokens: TokenStream = format!("::core::compile_error! {{ {what:?} }}").parse().unwrap_or_default();
    tokens
        .into_iter()
        .map(|mut tree| {
            tree.set_span(span);
            tree
        })
        .collect()
}

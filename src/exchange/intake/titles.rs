//! What a job title means in a plan: a role, and the segment it names.

use crate::exchange::importer::{compact, words};
use crate::model::{Document, Function, Role};
use crate::units::{RoleId, SegmentId};

/// What becomes of the people with a job title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Post {
    /// They hold seats of this role in this segment; absent: all segments.
    Role(RoleId, Option<SegmentId>),
    /// A new role of this function is made for them, called like the title.
    New(Function),
    /// They stay out.
    Out,
}

impl Post {
    /// As a text that stands for it in a list of choices.
    pub fn key(&self) -> String {
        match self {
            Post::Role(role, segment) => format!("role|{role}|{}", segment.as_ref().map_or("*", |it| it.as_str())),
            Post::New(function) => {
                format!("new|{}", Function::ALL.iter().position(|it| it == function).unwrap_or_default())
            }
            Post::Out => "out".to_owned(),
        }
    }

    /// Reads such a text.
    pub fn of_key(key: &str) -> Option<Post> {
        let mut parts = key.split('|');
        match (parts.next()?, parts.next(), parts.next()) {
            ("role", Some(role), Some(segment)) => {
                Some(Post::Role(RoleId::new(role), (segment != "*").then(|| SegmentId::new(segment))))
            }
            ("new", Some(function), None) => Some(Post::New(*Function::ALL.get(function.parse::<usize>().ok()?)?)),
            ("out", None, None) => Some(Post::Out),
            (_, _, _) => None,
        }
    }
}

/// The function a title speaks of, if it is one of sales or customer care.
pub fn function_of_title(title: &str) -> Option<Function> {
    let plain = [" ", &words(title).join(" "), " "].concat();
    let has = |any: &[&str]| any.iter().any(|it| plain.contains(&[" ", it, " "].concat()));
    if has(&["chief revenue officer", "cro", "chief", "vp", "svp", "evp", "vice president", "president"]) {
        return Some(Function::Executive);
    }
    let accounts = has(&["account management", "customer", "customer success", "success", "accounts", "am", "csm"]);
    if has(&["director", "head", "leader", "team lead", "lead"]) {
        return Some(if accounts { Function::AccountLeadership } else { Function::SalesManagement });
    }
    if has(&["sales development", "business development", "sdr", "bdr", "ldr", "xdr"]) && !has(&["manager"]) {
        return Some(Function::SalesDevelopment);
    }
    if has(&["customer success", "csm", "client success"]) {
        return Some(Function::CustomerSuccess);
    }
    if has(&["account manager", "account management", "am", "renewals manager", "relationship manager", "kam"]) {
        return Some(Function::AccountManagement);
    }
    let consultant = has(&["consultant"]) && has(&["solution", "solutions", "sales"]);
    if has(&["engineer", "engineering", "presales", "se", "solution architect", "solutions architect"]) || consultant {
        return Some(Function::SalesEngineering);
    }
    if has(&[
        "account executive",
        "account executives",
        "ae",
        "sales executive",
        "sales representative",
        "sales rep",
        "seller",
    ]) {
        return Some(Function::NewBusiness);
    }
    if has(&["manager"]) && has(&["sales", "regional", "area", "district", "sdr", "bdr", "development"]) {
        return Some(Function::SalesManagement);
    }
    None
}

/// The segment a title or a department names.
fn segment_of(document: &Document, text: &str) -> Option<SegmentId> {
    let (flat, parts) = (compact(text), words(text));
    let named = |name: &str| {
        let name = compact(name);
        if name.len() >= 4 { flat.contains(&name) } else { !name.is_empty() && parts.contains(&name) }
    };
    let short = |id: &str, name: &str| match compact(name).as_str() {
        "midmarket" => parts.iter().any(|it| matches!(it.as_str(), "mm" | "commercial")),
        "enterprise" => parts.iter().any(|it| matches!(it.as_str(), "ent" | "strategic")),
        "smb" => flat.contains("smallbusiness"),
        _other => named(id),
    };
    let found = document.segments.iter().find(|it| named(&it.name));
    found.or_else(|| document.segments.iter().find(|it| short(it.id.as_str(), &it.name))).map(|it| it.id.clone())
}

/// What a title most likely means: a role it names, else one of the function it speaks of, in the segment it names. A title that speaks of
/// a function no role has makes a new role; one that speaks of none is not guessed.
pub fn guess_title(document: &Document, title: &str, department: Option<&str>) -> Option<Post> {
    let plain = |text: &str| words(text).join(" ");
    let wanted = plain(title);
    for role in &document.roles {
        let name = plain(&role.name);
        if name == wanted {
            return Some(Post::Role(role.id.clone(), segment_for(document, role, None)));
        }
        for segment in &document.segments {
            let other = plain(&segment.name);
            if wanted == format!("{name} {other}") || wanted == format!("{other} {name}") {
                return Some(Post::Role(role.id.clone(), Some(segment.id.clone())));
            }
        }
    }
    let function = function_of_title(title);
    let of_function: Vec<&Role> = document.roles.iter().filter(|role| Some(role.function) == function).collect();
    let inside = |role: &&&Role| wanted.contains(&plain(&role.name));
    let Some(role) = of_function.iter().find(inside).or(of_function.first()) else {
        return function.map(Post::New);
    };
    let segment = segment_of(document, title).or_else(|| segment_of(document, department.unwrap_or_default()));
    Some(Post::Role(role.id.clone(), segment_for(document, role, segment)))
}

/// The segment for a role: the one named, or the first it has terms in where it has none for all.
fn segment_for(document: &Document, role: &Role, named: Option<SegmentId>) -> Option<SegmentId> {
    named.or_else(|| {
        let general = role.terms.iter().any(|terms| terms.segment.is_none());
        let own = role.terms.iter().find_map(|terms| terms.segment.clone());
        own.filter(|id| !general && document.segment(id).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn titles_of_hr_systems_become_roles_and_segments() {
        let document = sample::company();
        for (title, role, segment) in [
            ("Enterprise Account Executive", "ae", Some("enterprise")),
            ("Account Executive, Mid-Market", "ae", Some("mid-market")),
            ("SMB Account Executive", "ae", Some("smb")),
            ("Account executive, SMB", "ae", Some("smb")),
            ("Commercial AE", "ae", Some("mid-market")),
            ("Senior Account Manager", "am", None),
            ("Customer Success Manager", "csm", None),
            ("CSM", "csm", None),
            ("Solutions Engineer", "se", None),
            ("Sales Development Representative", "sdr", None),
            ("SDR", "sdr", None),
            ("Regional Sales Director", "sales-manager", None),
            ("SDR Manager", "sales-manager", None),
            ("Director, Customer Success", "am-director", None),
            ("Chief Revenue Officer", "cro", None),
        ] {
            let Some(Post::Role(found, place)) = guess_title(&document, title, None) else { panic!("{title}") };
            let function = |id: &RoleId| document.role(id).unwrap().function;
            let expected = document.roles.iter().find(|it| it.id.as_str() == role);
            match expected {
                Some(expected) => assert_eq!(found, expected.id, "{title}"),
                None => assert_eq!(function(&found), Function::AccountLeadership, "{title}"),
            }
            if segment.is_some() {
                assert_eq!(place.as_ref().map(|it| it.as_str()), segment, "{title}");
            }
        }
        assert_eq!(guess_title(&document, "Accountant", None), None);
    }

    #[test]
    fn a_function_no_role_has_makes_a_new_one() {
        let mut document = sample::company();
        document.roles.retain(|role| role.function != Function::CustomerSuccess);
        assert_eq!(guess_title(&document, "CSM", None), Some(Post::New(Function::CustomerSuccess)));
    }

    #[test]
    fn choices_are_read_back() {
        let role = Post::Role(RoleId::new("ae"), Some(SegmentId::new("smb")));
        for post in [role, Post::Role(RoleId::new("ae"), None), Post::New(Function::Hybrid), Post::Out] {
            assert_eq!(Post::of_key(&post.key()), Some(post));
        }
        assert_eq!(Post::of_key("new|99"), None);
    }
}

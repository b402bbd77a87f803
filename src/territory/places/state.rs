//! The middle of each US state.
//! Made by `tools/places.mjs`, which names its sources.

/// Code, name in lower case, degrees north and east in hundredths: the mean of its ZIP code tabulation areas, so it lies where people live.
#[rustfmt::skip]
pub(super) const STATES: [(&str, &str, i16, i16); 52] = [
    ("AL", "alabama", 3288, -8683), ("AK", "alaska", 6162, -15322),
    ("AZ", "arizona", 3369, -11157), ("AR", "arkansas", 3512, -9237),
    ("CA", "california", 3641, -11992), ("CO", "colorado", 3923, -10534),
    ("CT", "connecticut", 4158, -7276), ("DE", "delaware", 3921, -7552),
    ("DC", "district of columbia", 3890, -7703), ("FL", "florida", 2819, -8203),
    ("GA", "georgia", 3297, -8365), ("HI", "hawaii", 2059, -15740),
    ("ID", "idaho", 4460, -11472), ("IL", "illinois", 4038, -8901),
    ("IN", "indiana", 3996, -8627), ("IA", "iowa", 4204, -9336),
    ("KS", "kansas", 3850, -9724), ("KY", "kentucky", 3757, -8480),
    ("LA", "louisiana", 3096, -9183), ("ME", "maine", 4460, -6939),
    ("MD", "maryland", 3904, -7675), ("MA", "massachusetts", 4223, -7153),
    ("MI", "michigan", 4352, -8479), ("MN", "minnesota", 4556, -9418),
    ("MS", "mississippi", 3289, -8968), ("MO", "missouri", 3839, -9249),
    ("MT", "montana", 4699, -11027), ("NE", "nebraska", 4119, -9820),
    ("NV", "nevada", 3808, -11672), ("NH", "new hampshire", 4341, -7158),
    ("NJ", "new jersey", 4037, -7452), ("NM", "new mexico", 3472, -10619),
    ("NY", "new york", 4228, -7516), ("NC", "north carolina", 3557, -7943),
    ("ND", "north dakota", 4752, -9967), ("OH", "ohio", 4038, -8273),
    ("OK", "oklahoma", 3549, -9705), ("OR", "oregon", 4447, -12200),
    ("PA", "pennsylvania", 4064, -7767), ("PR", "puerto rico", 1826, -6629),
    ("RI", "rhode island", 4171, -7151), ("SC", "south carolina", 3395, -8103),
    ("SD", "south dakota", 4431, -9916), ("TN", "tennessee", 3582, -8632),
    ("TX", "texas", 3127, -9776), ("UT", "utah", 3981, -11182),
    ("VT", "vermont", 4402, -7265), ("VA", "virginia", 3765, -7836),
    ("WA", "washington", 4734, -12113), ("WV", "west virginia", 3848, -8090),
    ("WI", "wisconsin", 4417, -8959), ("WY", "wyoming", 4290, -10736),
];

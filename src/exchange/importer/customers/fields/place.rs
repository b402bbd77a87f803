//! Where a customer is: region, postal code, country and position.

use crate::exchange::importer::{Field, Kind};
use crate::text::mark;

pub(super) const STATE: Field = Field::new(
    "state",
    mark!("State or region"),
    Kind::Code,
    &[
        "state",
        "billing state",
        "billing state province",
        "state province",
        "state region",
        "province",
        "region",
        "state code",
        "bundesland",
        "kanton",
        "provinz",
    ],
);

pub(super) const ZIP: Field = Field::new(
    "zip",
    mark!("Postal code"),
    Kind::Code,
    &[
        "zip",
        "zip code",
        "zipcode",
        "postal code",
        "postcode",
        "billing zip",
        "billing zip postal code",
        "zip postal code",
        "billing postal code",
        "plz",
        "postleitzahl",
    ],
);

pub(super) const COUNTRY: Field = Field::new(
    "country",
    mark!("Country"),
    Kind::Code,
    &[
        "country",
        "billing country",
        "country code",
        "country region",
        "country name",
        "land",
        "staat",
        "laendercode",
        "land code",
    ],
);

pub(super) const LATITUDE: Field = Field::new(
    "latitude",
    mark!("Latitude (degrees)"),
    Kind::Number,
    &["latitude", "lat", "geo lat", "billing latitude", "breitengrad"],
);

pub(super) const LONGITUDE: Field = Field::new(
    "longitude",
    mark!("Longitude (degrees)"),
    Kind::Number,
    &["longitude", "lon", "lng", "long", "geo lon", "geo lng", "billing longitude", "laengengrad"],
);

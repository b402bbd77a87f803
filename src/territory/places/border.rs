//! Which US states touch, and whose postal codes begin how.

/// States with a common border on land, each pair once: as in the graph of the contiguous United States of Knuth's Stanford GraphBase
/// (contiguous-usa, 1993), which has 107 for the 48 states and the District of Columbia. States that meet in a point only (Arizona and Colorado, New
/// Mexico and Utah) do not touch.
pub(super) const TOUCHING: &str = "AL FL,AL GA,AL MS,AL TN,AR LA,AR MO,AR MS,AR OK,AR TN,AR TX,AZ CA,AZ NM,AZ NV,AZ UT,CA NV,CA OR,CO KS,CO NE,\
    CO NM,CO OK,CO UT,CO WY,CT MA,CT NY,CT RI,DC MD,DC VA,DE MD,DE NJ,DE PA,FL GA,GA NC,GA SC,GA TN,IA IL,IA MN,IA MO,IA NE,IA SD,IA WI,\
    ID MT,ID NV,ID OR,ID UT,ID WA,ID WY,IL IN,IL KY,IL MO,IL WI,IN KY,IN MI,IN OH,KS MO,KS NE,KS OK,KY MO,KY OH,KY TN,KY VA,KY WV,LA MS,\
    LA TX,MA NH,MA NY,MA RI,MA VT,MD PA,MD VA,MD WV,ME NH,MI OH,MI WI,MN ND,MN SD,MN WI,MO NE,MO OK,MO TN,MS TN,MT ND,MT SD,MT WY,NC SC,\
    NC TN,NC VA,ND SD,NE SD,NE WY,NH VT,NJ NY,NJ PA,NM OK,NM TX,NV OR,NV UT,NY PA,NY VT,OH PA,OH WV,OK TX,OR WA,PA WV,SD WY,TN VA,UT WY,VA WV";

/// Where one goes by sea or air: states without a neighbour on land hang together with the state one leaves from.
pub(super) const BY_SEA: &str = "AK WA,CA HI,FL PR";

/// First three digits of postal codes, as the United States Postal Service gives them out (the ranges of `tools/places.mjs`).
pub(super) const PREFIXES: &str = "AL 350-369,AK 995-999,AZ 850-865,AR 716-729,CA 900-961,CO 800-816,CT 060-069,DE 197-199,DC 200-200,\
    DC 202-205,FL 320-349,GA 300-319,GA 398-399,HI 967-968,ID 832-838,IL 600-629,IN 460-479,IA 500-528,KS 660-679,KY 400-427,LA 700-714,\
    ME 039-049,MD 206-219,MA 010-027,MI 480-499,MN 550-567,MS 386-397,MO 630-658,MT 590-599,NE 680-693,NV 889-898,NH 030-038,NJ 070-089,\
    NM 870-884,NY 100-149,NC 270-289,ND 580-588,OH 430-459,OK 730-749,OR 970-979,PA 150-196,PR 006-009,RI 028-029,SC 290-299,SD 570-577,\
    TN 370-385,TX 750-799,TX 885-885,UT 840-847,VT 050-059,VA 201-201,VA 220-246,WA 980-994,WV 247-268,WI 530-549,WY 820-831";

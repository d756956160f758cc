//! Invented articles: enough to fill every block of the front page.

/// One article, newest first in [`ARTICLES`].
pub(crate) struct Sample {
    /// Its place in [`PUBLISHERS`].
    pub(crate) publisher: usize,
    pub(crate) language: &'static str,
    pub(crate) genre: &'static str,
    pub(crate) has_picture: bool,
    pub(crate) title: &'static str,
    pub(crate) excerpt: &'static str,
}

/// Names and countries.
pub(crate) const PUBLISHERS: [(&str, &str); 9] = [
    ("The Ferry Post", "GB"),
    ("Tram Gazette", "IE"),
    ("Der Uferbote", "DE"),
    ("جريدة الميناء", "EG"),
    ("港湾日報", "JP"),
    ("The Walled Review", "US"),
    ("La Gaceta del Puerto", "ES"),
    ("Harbour Radio", "NZ"),
    ("बंदरगाह समाचार", "IN"),
];

const fn sample(
    publisher: usize,
    language: &'static str,
    genre: &'static str,
    has_picture: bool,
    title: &'static str,
    excerpt: &'static str,
) -> Sample {
    Sample { publisher, language, genre, has_picture, title, excerpt }
}

const LONG: &str = "The council heard engineers for four hours before it voted, shortly after midnight, to keep the old sluice open until the new one has stood a winter. Boats will be let through on two days a week, and the fish ladder is to be watched by a camera whose pictures anybody may see.";
const AGENCY: &str = "The city council voted shortly after midnight to close the promenade to cars until autumn. Deliveries move to the early morning hours. (Coast Wire)";
const SHORT: &str = "Two of three crossings were cancelled, and the third left with standing room only.";
const DE: &str = "Die Abgeordneten stimmten nach einer langen Nacht für den Entwurf, der die Uferpromenade bis zum Herbst für Fußgänger öffnet und den Lieferverkehr in die frühen Morgenstunden verlegt.";
const AR: &str = "صوّت المجلس بعد ليلة طويلة لصالح الخطة التي تفتح الكورنيش للمشاة حتى الخريف، وتنقل حركة التوزيع إلى ساعات الصباح الأولى.";
const JA: &str = "議会は長い夜を経て、秋までに遊歩道を歩行者に開放し、配送を早朝に移す計画を可決した。";
const ES: &str = "El pleno aprobó de madrugada el plan que abre el paseo a los peatones hasta el otoño.";
const HI: &str = "परिषद ने लंबी बहस के बाद तट की सड़क को पैदल यात्रियों के लिए खोलने की योजना को मंज़ूरी दी।";

/// All of them.
pub(crate) const ARTICLES: [Sample; 52] = [
    sample(0, "en", "news", true, "Promenade to close to cars until autumn after a vote at midnight", LONG),
    sample(1, "en", "news", false, "Council bans cars from the promenade until autumn", AGENCY),
    sample(7, "en", "news", true, "Cars off the promenade until autumn, council decides", AGENCY),
    sample(2, "en", "news", false, "No cars on the promenade before autumn", AGENCY),
    sample(7, "en", "analysis", false, "What the promenade vote means for the bakers and the vans", LONG),
    sample(1, "en", "opinion", false, "A promenade is for walking, and always was", LONG),
    sample(7, "en", "press-release", false, "Harbour Traders regret the vote on the promenade", SHORT),
    sample(0, "en", "news", true, "Promenade plan goes to the vote tonight", SHORT),
    sample(1, "en", "news", false, "Night trams return to the eastern lines", SHORT),
    sample(0, "en", "news", true, "Old sluice stays open as the city learns to live with the tide", LONG),
    sample(7, "en", "news", true, "Divers map a drowned orchard off the northern cape", LONG),
    sample(3, "ar", "news", true, "المدينة تفتح الكورنيش للمشاة حتى الخريف بعد تصويت طويل", AR),
    sample(4, "ja", "news", true, "遊歩道、秋まで歩行者に開放へ 議会が計画を可決", JA),
    sample(0, "en", "opinion", false, "A harbour is not a car park with a view", LONG),
    sample(1, "en", "news", true, "Bakers ask for a second delivery window before dawn", SHORT),
    sample(2, "de", "news", true, "Uferpromenade wird bis zum Herbst zur Fußgängerzone", DE),
    sample(7, "en", "analysis", true, "Why the price of ice fell in the warmest spring on record", LONG),
    sample(0, "en", "news", true, "Lighthouse keeper’s logbooks, 1871 to 1919, go online", LONG),
    sample(6, "es", "news", true, "El puerto se abre a los peatones", ES),
    sample(1, "en", "news", true, "Strike at the signal works enters its third week; talks resume on Monday", SHORT),
    sample(3, "ar", "news", false, "صيادو الساحل الشمالي يطلبون تمديد الموسم", AR),
    sample(4, "ja", "news", false, "灯台の航海日誌、百年ぶりに公開", JA),
    sample(8, "hi", "news", true, "तट की सड़क अब पैदल यात्रियों के लिए", HI),
    sample(7, "en", "live", false, "Storm Ottilie: harbour closed, inland roads open", SHORT),
    sample(0, "en", "news", false, "Library reopens its reading room after two years of repairs", SHORT),
    sample(1, "en", "opinion", false, "The case for slower ferries", LONG),
    sample(0, "en", "news", true, "A choir of retired pilots wins the island prize", SHORT),
    sample(7, "en", "press-release", false, "Northern Ice reports a quiet quarter", SHORT),
    sample(2, "de", "news", false, "Feuerwehr rettet Schwan aus Schleusentor", DE),
    sample(1, "en", "news", false, "School kitchens switch to local barley", SHORT),
    sample(0, "en", "news", false, "Census finds fewer gulls, more terns", SHORT),
    sample(7, "en", "sponsored", false, "Five reasons to insure your mooring this year", SHORT),
    sample(6, "es", "news", false, "La lonja estrena una báscula de 1903", ES),
    sample(0, "en", "opinion", false, "What we owe the people who count the birds", LONG),
    sample(1, "en", "news", false, "Bridge tolls rise by a tenth from April", SHORT),
    sample(7, "en", "news", false, "Chess in the square: forty boards, one storm drain, no arrests", SHORT),
    sample(0, "en", "news", false, "New maps show where the river wants to go", SHORT),
    sample(1, "en", "news", false, "Court clears the allotment society", SHORT),
    sample(7, "en", "news", false, "Radio mast is to be painted by the school that drew it best", SHORT),
    sample(3, "ar", "opinion", false, "البحر لا ينتظر أحداً", AR),
    sample(4, "ja", "news", false, "朝市に新しい屋根、職人十二人が二週間で", JA),
    sample(0, "en", "news", false, "The last telegraph office keeps its hours", SHORT),
    sample(1, "en", "satire", false, "Committee forms committee to count committees", SHORT),
    sample(7, "en", "news", false, "A short guide to fog", SHORT),
    sample(0, "en", "news", false, "Oyster beds reopen after clean samples", SHORT),
    sample(1, "en", "news", false, "Tram drivers vote on shorter nights", SHORT),
    sample(2, "de", "news", false, "Stadtarchiv sucht Fotos vom Hochwasser", DE),
    sample(7, "en", "news", false, "Reservoir at nine tenths after a wet month", SHORT),
    sample(0, "en", "news", false, "Clock tower loses four minutes, gains a repairer", SHORT),
    sample(1, "en", "news", false, "Market square to get its lime trees back", SHORT),
    sample(8, "hi", "news", false, "पुस्तकालय दो साल बाद फिर खुला", HI),
    sample(7, "en", "opinion", false, "Let the children name the ferries", LONG),
];

/// Which articles tell one event, by their places in [`ARTICLES`]; the first leads. All others stand alone.
pub(crate) const EVENTS: [&[usize]; 4] = [&[0, 1, 2, 3, 4, 5, 6, 11, 12, 15, 18, 22], &[7], &[9, 28], &[19, 45]];

/// Near-copies of one agency text among them.
pub(crate) const COPIES: [usize; 3] = [1, 2, 3];

/// Which event follows up on which, by their places in [`EVENTS`].
pub(crate) const SEQUELS: [(usize, usize); 1] = [(0, 1)];

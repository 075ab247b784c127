//! The rules that find attributions, for people: what each finds, why that counts, where it fires and where not.
//!
//! [`Attribution::rule`](crate::Attribution::rule) names one of [`RULES`]. The manual `docs/rules.md` is written
//! from this table (`cargo manual`), and a test runs every sentence of it through the real pipeline, so a page
//! says nothing of a rule that the rule does not do. This table knows nothing of how a rule works; that is said in
//! the modules of `attribution`.

/// The page of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// As attributions have it.
    pub name: &'static str,
    /// What it finds, in one line.
    pub finds: &'static str,
    /// Why that is an attribution, and of what kind.
    pub why: &'static str,
    /// Invented texts, each with the content of an attribution that this rule finds in it; ` … ` stands where
    /// words between are left out.
    pub fires: &'static [(&'static str, &'static str)],
    /// Invented texts that look alike and in which this rule finds nothing.
    pub look_alikes: &'static [&'static str],
}

/// The page of the rule called `name`.
///
/// ```
/// let rule = selon_extract::rules::find("preposition").expect("a rule");
/// assert!(rule.finds.contains("selon"));
/// ```
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// Every rule, in the order in which a reader meets the constructions: quotations, sources behind prepositions,
/// verbs, passives, adjectives, nouns, credits.
pub const RULES: &[Rule] = &[
    // Quotations and reporting clauses.
    Rule {
        name: "quotation-cue-behind",
        finds: "quoted words with the reporting clause behind or set into them: `« … », a déclaré X`",
        why: "Quotation marks with somebody who says what is in them are the plainest attribution. The clause that \
              is set in is no part of the content, so the content may come in two pieces; the marks are left out \
              where one pair holds all of it.",
        fires: &[
            (
                "« Le pont sera fermé tout l'hiver », a déclaré la maire de Villeneuve.",
                "Le pont sera fermé tout l'hiver",
            ),
            (
                "« Nous avons tout perdu, raconte Awa Diallo. La maison a brûlé en une heure. »",
                "Nous avons tout perdu … La maison a brûlé en une heure.",
            ),
        ],
        look_alikes: &[
            "Le navire « Étoile du Nord » a quitté le port mardi.",
            "Le ministre, en visite à Nantes, a dénoncé les attaques.",
        ],
    },
    Rule {
        name: "quotation-colon",
        finds: "quoted words behind a colon that a reporting verb opens: `X a dit : « … »`",
        why: "The verb in front of the colon says who speaks and how; the quotation is what is said.",
        fires: &[
            ("Le préfet a répondu : « Aucune décision n'est prise. »", "Aucune décision n'est prise."),
            (
                "La directrice explique : « Les élèves reviendront lundi matin. »",
                "Les élèves reviendront lundi matin.",
            ),
        ],
        look_alikes: &[
            "Trois villes sont touchées : Lens, Arras et Douai.",
            "Le film « La Digue » sort mercredi : la salle est pleine.",
        ],
    },
    Rule {
        name: "quotation-colon-bare",
        finds: "quoted words behind a colon with a voice in front and no reporting verb: `Martin à Dupont : « … »`",
        why: "Headings and captions leave the verb out. Who is named in front of the colon is the source; a noun \
              such as *message* is the cue where one stands there, else the cue is empty.",
        fires: &[
            ("Paul Martin : « Nous irons jusqu'au bout »", "Nous irons jusqu'au bout"),
            ("Le message de la ministre Claire Dumas : « Restez chez vous »", "Restez chez vous"),
        ],
        look_alikes: &[
            "Au programme de la soirée : « La Mer » et « Le Fleuve ».",
            "Bilan de la tempête : deux toits arrachés.",
        ],
    },
    Rule {
        name: "quotation-verb",
        finds: "a whole quoted utterance right behind a reporting verb, without a colon: `X répond « … »`",
        why: "As behind a colon: the verb names the voice, and a quotation with a verb of its own is an utterance \
              and no quoted word.",
        fires: &[
            (
                "Le pêcheur répond « on ne vit plus de la mer depuis dix ans ».",
                "on ne vit plus de la mer depuis dix ans",
            ),
            (
                "La porte-parole a déclaré « nous ne céderons pas à cette menace ».",
                "nous ne céderons pas à cette menace",
            ),
        ],
        look_alikes: &[
            "Le maire a inauguré la salle « On danse ce soir ».",
            "Il répond au nom de « Loulou ».",
        ],
    },
    Rule {
        name: "quotation-bare",
        finds: "a quotation that fills a sentence with no cue beside it",
        why: "Whole quoted sentences are somebody's words, not the writer's, also where the writer leaves out whose. \
              Source and cue are then empty. Where the sentence in front reports, the quotation joins that one \
              instead.",
        fires: &[
            (
                "La file s'allonge devant la boulangerie. « On attend depuis six heures du matin et il ne reste plus rien. »",
                "On attend depuis six heures du matin et il ne reste plus rien.",
            ),
            (
                "Au marché, les étals sont vides. « Les prix ont doublé en une semaine. »",
                "Les prix ont doublé en une semaine.",
            ),
        ],
        look_alikes: &[
            "La revue « Terres et rivières » paraît en mars.",
            "« Le prix a doublé », assure le boulanger.",
        ],
    },
    Rule {
        name: "quotation-heading",
        finds: "a heading that is nothing but a quotation",
        why: "Titles, headings and captions count like any sentence; a quoted heading is a voice that the article \
              names further down, so its source is empty.",
        fires: &[
            (
                "« Nous ne partirons pas »\nLes habitants de la vallée se réunissent ce soir.",
                "Nous ne partirons pas",
            ),
            ("« Une honte pour le pays »\nLe débat a duré toute la nuit.", "Une honte pour le pays"),
        ],
        look_alikes: &[
            "Le festival « Sons d'hiver »\nLes concerts commencent jeudi.",
            "Une vallée en colère\nLes habitants se réunissent ce soir.",
        ],
    },
    Rule {
        name: "reporting-clause",
        finds: "a reporting clause set into, or put behind, words without quotation marks: `P, affirme X`",
        why: "Inverted and set off by a comma, the clause makes the sentence around it somebody's. What is left of \
              the sentence is the content, on both sides of the clause where it goes on.",
        fires: &[
            ("Les travaux dureront deux ans, affirme la mairie.", "Les travaux dureront deux ans"),
            (
                "Trois personnes ont été blessées, a-t-on appris auprès de la gendarmerie.",
                "Trois personnes ont été blessées",
            ),
        ],
        look_alikes: &[
            "Le préfet, arrivé hier, a annoncé la fermeture du col.",
            "La route est coupée, les bus ne passent plus.",
        ],
    },
    Rule {
        name: "colon",
        finds: "what a reporting verb announces behind a colon without quotation marks: `X rapporte ceci : P`",
        why: "The colon says that what follows is the report. *ceci* and *ce qui suit* reach over the sentences \
              behind, until one has a voice of its own.",
        fires: &[
            (
                "Le capitaine rapporte ceci : le navire a perdu deux ancres dans la nuit.",
                "le navire a perdu deux ancres dans la nuit",
            ),
            (
                "Le communiqué précise : les écoles restent fermées jusqu'au 3 mars.",
                "les écoles restent fermées jusqu'au 3 mars",
            ),
        ],
        look_alikes: &[
            "Le bilan est lourd : douze maisons sont détruites.",
            "Il a acheté trois choses : du pain, du sel et de l'huile.",
        ],
    },
    // Prepositions.
    Rule {
        name: "preposition",
        finds: "a source behind a preposition or locution: `selon X`, `d'après X`, `à en croire X`, `de l'avis de X`",
        why: "The locution gives the clause to a voice without a verb. The clause around it is the content; \
              *à en croire* also keeps a distance, and is marked as hedged.",
        fires: &[
            ("Selon la police, deux hommes ont pris la fuite.", "deux hommes ont pris la fuite"),
            ("Les stocks suffiront, d'après le ministère de l'Agriculture.", "Les stocks suffiront"),
        ],
        look_alikes: &[
            "Les prix varient selon les saisons.",
            "Selon que le vent tourne ou non, le feu gagnera la colline.",
            "Il a peint un portrait d'après nature.",
        ],
    },
    Rule {
        name: "preposition-pour",
        finds: "`pour X, P` at the head of a sentence, with a voice as X",
        why: "*Pour* gives a view to somebody only in front of a whole clause and before a name, an office or a group \
              that can hold one. Its other senses (purpose, time, benefit) are no attribution.",
        fires: &[
            ("Pour le syndicat, cette réforme est une erreur.", "cette réforme est une erreur"),
            ("Pour Anne Leroy, la ville manque de logements.", "la ville manque de logements"),
        ],
        look_alikes: &[
            "Pour rappel, le marché ouvre à huit heures.",
            "Pour l'instant, personne n'est blessé.",
            "Pour gagner du temps, le maire a pris le train.",
        ],
    },
    Rule {
        name: "preposition-possessive",
        finds: "a locution with its source inside, as a possessive or pronoun: `à ses yeux`, `selon ses dires`",
        why: "The possessive stands where the source stands, so it is the source, and the words around it are the cue.",
        fires: &[
            ("À ses yeux, le projet menace la rivière.", "le projet menace la rivière"),
            ("À l'en croire, la récolte sera bonne.", "la récolte sera bonne"),
        ],
        look_alikes: &["Il a fermé ses yeux un instant.", "Aux yeux du maire, le projet menace la rivière."],
    },
    Rule {
        name: "preposition-relative",
        finds: "a relative clause that gives its words to what stands before it: `une note selon laquelle P`",
        why: "The relative pronoun goes back to a document, a statement or a person: of a document or person that is \
              the source; of a statement noun the noun belongs to the cue, and who made the statement is the source.",
        fires: &[
            ("Le journal a publié une note selon laquelle les fonds ont disparu.", "les fonds ont disparu"),
            (
                "Le député a évoqué la rumeur selon laquelle le barrage serait fissuré.",
                "le barrage serait fissuré",
            ),
        ],
        look_alikes: &[
            "La table sur laquelle il écrit vient de son père.",
            "Selon la note, les fonds ont disparu.",
        ],
    },
    // Verbs.
    Rule {
        name: "verb-que",
        finds: "a reporting verb with its clause: `X affirme que P`, also `se félicite de ce que P`",
        why: "Saying, believing, knowing and perceiving count where they are presented as somebody's. The clause \
              without *que* is the content, and it ends where the source's responsibility ends. With *nous savons \
              que* or *il est à noter que* the believer is the writer, which is no attribution.",
        fires: &[
            ("Le gouverneur affirme que les routes sont libres.", "les routes sont libres"),
            ("Un rapport a révélé que l'usine rejetait du plomb.", "l'usine rejetait du plomb"),
        ],
        look_alikes: &[
            "Nous savons que les routes sont libres.",
            "Il est à noter que la salle est pleine.",
            "La maison que le maire a vendue est vide.",
        ],
    },
    Rule {
        name: "verb-wh",
        finds: "a reporting verb with an indirect question: `X demande si P`, `X explique pourquoi P`",
        why: "What is asked or explained is attributed like what is said. *Si* falls away like *que*; a question word \
              that carries meaning stays in the content.",
        fires: &[
            ("Le juge a demandé si le témoin connaissait la victime.", "le témoin connaissait la victime"),
            (
                "La chercheuse explique pourquoi les abeilles disparaissent.",
                "pourquoi les abeilles disparaissent",
            ),
        ],
        look_alikes: &["Si le vent tombe, le bateau partira.", "Il ira où le fleuve finit."],
    },
    Rule {
        name: "verb-by-reference",
        finds: "a verb whose object points back at what was just said: `P, ce que X dément`, `C'est ce que souligne X`",
        why: "The words are not repeated, but the sentence says that X stands behind them or denies them. The content \
              is what *ce que* goes back to.",
        fires: &[
            ("La mine va rouvrir, ce qu'a confirmé le ministère.", "La mine va rouvrir"),
            ("La tour sera rasée. C'est ce qu'a annoncé le maire.", "La tour sera rasée"),
        ],
        look_alikes: &[
            "Il a vendu la ferme, ce qui étonne le village.",
            "Ce que le vent emporte ne revient pas.",
        ],
    },
    Rule {
        name: "verb-relative",
        finds: "a relative clause in which somebody judges or denies its antecedent: `l'aide qu'il considère comme P`",
        why: "The antecedent is what the source speaks of, and with the predicate behind the verb it is the content.",
        fires: &[
            ("Le barrage que les géologues jugent instable sera vidé.", "Le barrage … instable"),
            ("Le pont que la mairie estime dangereux sera fermé.", "Le pont … dangereux"),
        ],
        look_alikes: &["La maison qu'il a vendue est vide.", "Le livre que lit la ministre est épais."],
    },
    Rule {
        name: "verb-infinitive",
        finds: "a verb of saying, promising, ordering or believing with an infinitive: `X dit avoir vu`, `X promet de`",
        why: "The infinitive is what is said, promised or ordered; of an order the addressee stays outside. Will, \
              attempt and refusal (*veut*, *cherche à*, *refuse de*) are acts and no attribution.",
        fires: &[
            ("Le témoin dit avoir vu deux camions blancs.", "avoir vu deux camions blancs"),
            ("La ministre a promis de rouvrir la ligne.", "rouvrir la ligne"),
        ],
        look_alikes: &[
            "Le maire veut rouvrir la ligne.",
            "La police refuse de partager ses dossiers.",
            "Il cherche à vendre sa ferme.",
        ],
    },
    Rule {
        name: "verb-adjective",
        finds: "a verb of saying with what its subject is said to be: `X se dit satisfait`",
        why: "*Se dire*, *se déclarer* and *s'avouer* report how somebody describes himself; the predicate is the content.",
        fires: &[
            ("Le chanteur s'est dit déçu par le verdict.", "déçu par le verdict"),
            ("Le syndicat se dit satisfait.", "satisfait"),
        ],
        look_alikes: &["Le chanteur est déçu par le verdict.", "La maire se lève tôt."],
    },
    Rule {
        name: "verb-predicate",
        finds: "a verb that says what something is held to be: `X qualifie Y de Z`, `X considère Y comme Z`",
        why: "Thing and predicate together are the judgement, so both are the content.",
        fires: &[
            ("Le maire qualifie cette décision de provocation.", "cette décision de provocation"),
            ("Le ministère considère ce groupe comme une menace.", "ce groupe comme une menace"),
        ],
        look_alikes: &["Le maire change de provocation en provocation.", "Il travaille comme maçon à Lille."],
    },
    Rule {
        name: "verb-object",
        finds: "a reporting verb with a noun phrase that tells what is said: `X condamne ces attaques`, `X dément P`",
        why: "A noun of an event or act stands for a clause (*annonce sa démission*: that he resigns). Objects that are \
              things, persons or bare statements tell nothing that is said, and do not count.",
        fires: &[
            ("Le ministre a annoncé la fermeture de trois écoles.", "la fermeture de trois écoles"),
            ("Les évêques condamnent ces attaques.", "ces attaques"),
        ],
        look_alikes: &[
            "Le ministre a précisé ses objectifs.",
            "Il annonce ses amis.",
            "Il dit bonjour à ses voisins.",
        ],
    },
    Rule {
        name: "verb-prepositional",
        finds: "a reporting verb or locution with a prepositional phrase: `X fait état de P`, `X appelle à P`",
        why: "As with an object: the phrase names the event or act that is reported, asked for or welcomed. The \
              preposition is no part of the content.",
        fires: &[
            ("Le rapport fait état de dix arrestations.", "dix arrestations"),
            ("L'évêque appelle à la libération des otages.", "la libération des otages"),
        ],
        look_alikes: &["Le maire parle à ses voisins.", "Le train va à Lille."],
    },
    Rule {
        name: "accusation",
        finds: "an accusation or suspicion with the accused and the charge: `X accuse Y de Z`",
        why: "The accused and the charge together are what is said; a reason behind *parce que* is outside.",
        fires: &[
            (
                "Le procureur accuse le trésorier d'avoir détourné des fonds.",
                "le trésorier d'avoir détourné des fonds",
            ),
            ("Moscou soupçonne ses voisins de préparer une attaque.", "ses voisins de préparer une attaque"),
        ],
        look_alikes: &["Le boucher coupe le trésorier de ses amis.", "Le pays accuse le coup."],
    },
    Rule {
        name: "perception",
        finds: "what one sees or hears in a named image or recording, and what witnesses saw somebody do: `sur la vidéo, on \
                voit P`, `ont vu Y tomber`",
        why: "*On* is anybody who looks: the image or recording is the source, the verb with *on* the cue. Without an \
              artefact in the sentence it is the writer who sees. What a witness saw is presented as the witness's.",
        fires: &[
            ("Sur la vidéo, on voit un homme courir vers le pont.", "un homme courir vers le pont"),
            ("Dans un enregistrement, on entend une femme appeler à l'aide.", "une femme appeler à l'aide"),
        ],
        look_alikes: &["De la colline, on voit le fleuve.", "On voit partout des affiches."],
    },
    Rule {
        name: "artefact-shows",
        finds: "a document, image or recording that shows somebody or something: `les images montrent Y épauler`",
        why: "Artefacts speak for themselves: what they show is their content, with the artefact as the source.",
        fires: &[
            ("Les images montrent un policier frapper un manifestant.", "un policier frapper un manifestant"),
            ("Une photo montre un soldat devant le palais.", "un soldat devant le palais"),
        ],
        look_alikes: &["Le guide montre le palais aux visiteurs.", "La vidéo dure trois minutes."],
    },
    Rule {
        name: "impersonal",
        finds: "an impersonal verb whose source stands behind *de*: `il ressort du rapport que P`",
        why: "*Il* is nobody: what P is drawn from says so, and is the source where it is named.",
        fires: &[
            ("Il ressort du rapport que la vanne était rouillée.", "la vanne était rouillée"),
            ("Il ressort de l'enquête que le garde dormait.", "le garde dormait"),
        ],
        look_alikes: &["Il faut que la vanne soit changée.", "Il ressort du magasin avec un sac."],
    },
    // Passives.
    Rule {
        name: "passive-infinitive",
        finds: "an impersonal passive with an infinitive: `il a été recommandé de P`",
        why: "What is asked for is there; who asks, only where an agent says so.",
        fires: &[
            ("Il a été recommandé de fermer le pont.", "fermer le pont"),
            ("Il est demandé de rester chez soi.", "rester chez soi"),
        ],
        look_alikes: &["Il est interdit de fumer.", "Le pont a été fermé pour être réparé."],
    },
    Rule {
        name: "passive-que",
        finds: "an impersonal passive with a clause: `il a été décidé que P`, `il est dit que P`",
        why: "Somebody says so and is left out. The attribution stands with an empty source, or with the agent behind *par*.",
        fires: &[
            ("Il a été annoncé que le col resterait fermé.", "le col resterait fermé"),
            ("Il a été affirmé que les comptes étaient faux.", "les comptes étaient faux"),
        ],
        look_alikes: &["Il est vrai que le col est fermé.", "Il a été blessé alors que le col était fermé."],
    },
    Rule {
        name: "accusation-passive",
        finds: "an accusation in the passive: `Y est soupçonné de Z`, `Y, accusé de Z par X`",
        why: "The accused and the charge are said by whoever accuses: the agent behind *par*, or nobody named.",
        fires: &[
            ("Le trésorier est soupçonné d'avoir vidé la caisse.", "Le trésorier … avoir vidé la caisse"),
            ("Le maire est accusé de corruption par l'opposition.", "Le maire … corruption"),
        ],
        look_alikes: &["Le trésorier est chargé de la caisse.", "Le bâtiment est couvert de neige."],
    },
    Rule {
        name: "passive-predicate",
        finds: "a judgement in the passive: `Y est qualifié de Z par X`, `Y est considéré comme Z`",
        why: "As in the active voice: thing and predicate are the judgement; the agent behind *par* is the source, where there is one.",
        fires: &[
            ("Ce groupe est considéré comme une menace par le ministère.", "Ce groupe … comme une menace"),
            ("La décision a été qualifiée de provocation par le syndicat.", "La décision … provocation"),
        ],
        look_alikes: &[
            "Ce groupe est venu comme une tempête.",
            "La route est bordée de platanes par endroits.",
        ],
    },
    Rule {
        name: "passive",
        finds: "a reported event as the subject of a passive with its voice: `P a été confirmé par X`",
        why: "The subject stands for what is said, and *par* belongs to the cue, as *selon* would.",
        fires: &[
            ("La mort du général a été confirmée par l'armée.", "La mort du général"),
            ("La fermeture de l'usine a été annoncée par la direction.", "La fermeture de l'usine"),
        ],
        look_alikes: &["La porte a été repeinte par les voisins.", "La mort du général a été rapide."],
    },
    Rule {
        name: "passive-by-reference",
        finds: "a second voice for what was just reported: `P, a dit X, une information confirmée par Y`",
        why: "The word for news points at the report in front, so Y's content is what X says.",
        fires: &[
            (
                "« Deux soldats sont morts », a déclaré le colonel, une information confirmée par l'hôpital.",
                "Deux soldats sont morts",
            ),
            (
                "Deux soldats sont morts, affirme le colonel, une information démentie par le gouvernement.",
                "Deux soldats sont morts",
            ),
        ],
        look_alikes: &[
            "« Deux soldats sont morts », a déclaré le colonel, un homme respecté par ses troupes.",
        ],
    },
    Rule {
        name: "citing",
        finds: "the voice that a report goes back to: `X annonce que P, citant une source militaire`",
        why: "Who is cited says what the report says, inside it: a chain of two voices over the same words.",
        fires: &[
            (
                "L'agence rapporte que le convoi a quitté la ville, citant une source militaire.",
                "le convoi a quitté la ville",
            ),
            ("Le journal affirme que la banque a fermé, en citant des responsables.", "la banque a fermé"),
        ],
        look_alikes: &["L'agence rapporte que le convoi est parti, citant le chiffre de quarante camions."],
    },
    // Adjectives and nouns.
    Rule {
        name: "adjective",
        finds: "an adjective whose subject holds what follows: `X est persuadé que P`, `conscient de P`",
        why: "Belief and knowledge count where they are presented as somebody's. Of things (*il est certain que*) they are the writer's.",
        fires: &[
            ("Le maire est persuadé que le projet aboutira.", "le projet aboutira"),
            ("Les pêcheurs sont certains que le poisson reviendra.", "le poisson reviendra"),
        ],
        look_alikes: &["Il est certain que le projet aboutira.", "C'est un homme sûr de lui."],
    },
    Rule {
        name: "noun-que",
        finds: "a noun of saying or believing with its clause: `l'hypothèse que P`, `l'annonce que P`",
        why: "The noun is the cue, and whose it is, by a possessive or *de*, is the source. *Le fait que* is the writer's.",
        fires: &[
            ("L'hypothèse que l'incendie soit criminel gagne du terrain.", "l'incendie soit criminel"),
            ("Sa conviction que la guerre finira ne faiblit pas.", "la guerre finira"),
        ],
        look_alikes: &[
            "Le fait que la route soit coupée gêne les bus.",
            "La table que le juge a vendue est en chêne.",
        ],
    },
    Rule {
        name: "noun-infinitive",
        finds: "a noun of order, promise or intention with its infinitive: `sa promesse de P`, `son engagement à P`",
        why: "What is ordered or promised is attributed to whom the noun belongs to. Where nobody is said to have the \
              order or hope, it is no attribution.",
        fires: &[
            ("Sa promesse de baisser les impôts a été oubliée.", "baisser les impôts"),
            ("Son engagement à réduire le bruit a convaincu les voisins.", "réduire le bruit"),
        ],
        look_alikes: &["C'est une façon de parler.", "Il a le temps de lire."],
    },
    Rule {
        name: "credit",
        finds: "an outlet in brackets at the end of a heading or paragraph: `… (Reuters)`",
        why: "A credit that governs a passage gives it to that outlet; the brackets are the cue. Credits of the whole \
              document are its metadata.",
        fires: &[
            (
                "Les rebelles ont quitté la ville dans la nuit (Reuters)",
                "Les rebelles ont quitté la ville dans la nuit",
            ),
            (
                "Le barrage a cédé après trois jours de pluie (AFP)",
                "Le barrage a cédé après trois jours de pluie",
            ),
        ],
        look_alikes: &[
            "Le barrage a cédé après trois jours de pluie (voir la carte)",
            "L'Agence (AFP) a ouvert un bureau à Lomé.",
        ],
    },
];

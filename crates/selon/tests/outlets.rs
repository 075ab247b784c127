//! Outlets of the shipped list, named in running text by their French and English names, end as entities of that type
//! and as sources; words that only look like an outlet's name do not.

mod common;

use common::Place;
use serde_json::Value;

/// Invented, like all that happens in it.
const PORT: &str = "\
Le port de Valdombre rouvert sous escorte

Selon l'agence Anadolu, deux navires chargés de farine sont entrés mardi dans le port de Valdombre. Press TV affirme \
de son côté que l'escorte a tiré sur des pêcheurs.

« Le quai nord est détruit », a déclaré le capitaine Ernal Vostre à l'AFP. L'agence Reuters rapporte que le gouverneur \
a quitté la ville. La chaîne Al Jazeera, citant un docker, assure que trois grues ont brûlé.

D'après The Guardian, le préfet avait été averti. L'Agence Anadolu n'a pas confirmé ce récit, mais Anadolu Agency a \
publié une photo du quai, a précisé Presstv.

Le temps presse, disent les pêcheurs. L'expression du gouverneur, figée, n'a échappé à personne : son monde s'effondre.
";

/// Invented as well.
const RIVE: &str = "\
Trois récits de la nuit sur la rive

Un photographe de l'agence russe RIA Novosti a été blessé. L'agence syrienne Sana annonce que la rive est libre. La \
télévision d'État iranienne Press TV, relayée par Sputnik, assure le contraire.

Le Monde écrit que le préfet avait été averti. Selon Middle East Eye, le port était vide.

L'agence de presse Xinhua parle de deux morts. « Personne ne sait rien », a répondu la BBC à l'agence Fars. L'Agence \
France-Presse, elle, cite un témoin qui affirme que le quai brûlait.

Le monde entier regarde. L'humanité du geste a touché les habitants. Une croix de fortune a été dressée.
";

/// Outlets that the texts name, and some of the words that they name them with.
const NAMED: &[(&str, &[&str])] = &[
    ("Agence Anadolu", &["Anadolu", "Anadolu Agency"]),
    ("Press TV", &["Press TV", "Presstv"]),
    ("Agence France-Presse", &["AFP", "Agence France-Presse"]),
    ("Reuters", &["Reuters"]),
    ("Al-Jazeera", &["Al Jazeera"]),
    ("The Guardian", &["Guardian"]),
    ("Ria Novosti", &["RIA Novosti"]),
    ("Sana", &["agence syrienne Sana"]),
    ("Sputnik", &["Sputnik"]),
    ("Le Monde", &["Monde"]),
    ("Middle East Eye", &["Middle East Eye"]),
    ("Xinhua", &["Xinhua"]),
    ("BBC", &["BBC"]),
    ("Fars", &["Fars"]),
];

#[test]
fn outlets_in_running_text_are_entities_and_sources() {
    let place = Place::new();
    place.file("port.txt", PORT);
    place.file("rive.txt", RIVE);
    place.run(&["add", "port.txt", "rive.txt"]).done();
    let entities = place.run(&["entities", "--json"]).json();
    let outlets: Vec<&Value> = entities.iter().filter(|entity| entity["type"] == "outlet").collect();
    for (name, words) in NAMED {
        let outlet = outlets.iter().find(|outlet| outlet["name"] == *name);
        let outlet = outlet.unwrap_or_else(|| panic!("no outlet {name} among {outlets:?}"));
        let written: Vec<&str> =
            outlet["names"].as_array().unwrap().iter().filter_map(|name| name["text"].as_str()).collect();
        assert!(words.iter().all(|word| written.contains(word)), "{name}: {written:?}");
    }
    let names: Vec<&str> = outlets.iter().filter_map(|outlet| outlet["name"].as_str()).collect();
    assert_eq!(names.len(), NAMED.len(), "look-alikes among {names:?}");

    let sources = place.run(&["sources", "--json"]).json();
    let is_source = |name: &str| {
        let mut rows = sources.iter().filter(|source| source["name"].as_str().unwrap().contains(name));
        rows.any(|source| source["kinds"].as_array().unwrap().iter().any(|kind| kind == "outlet"))
    };
    for name in
        ["Anadolu", "Press TV", "Presstv", "Reuters", "Guardian", "Le Monde", "Middle East Eye", "Sana"]
    {
        assert!(is_source(name), "{name} is no source among {sources:?}");
    }
}

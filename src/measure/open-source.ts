/** `content/sources/source.yaml` of measured content: a source that allows everything. */
export const OPEN_SOURCE = `name: Source
homepage: https://source.example/
lang: ru
timeZone: Asia/Bishkek
enabled: true
feeds: []
follow: never
rights: {text: full, images: none, searchEngines: true, ownSearch: true, feed: full, ai: allow, evidence: "https://source.example/terms"}
`;

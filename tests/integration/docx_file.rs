//! .docx files for tests, made part by part, sound or not.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write as _;

/// The namespace of text.
pub(crate) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A .docx to be.
#[derive(Clone, Debug)]
pub(crate) struct Docx {
    pub(crate) entries: Vec<Entry>,
}

/// An entry of a zip archive, with what its headers say.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) name: String,
    /// As compressed.
    pub(crate) data: Vec<u8>,
    pub(crate) size: u32,
    pub(crate) crc: u32,
    pub(crate) flags: u16,
    /// 0 stored, 8 deflated.
    pub(crate) method: u16,
}

impl Entry {
    /// Deflated, with headers that tell the truth.
    pub(crate) fn new(name: &str, content: &[u8]) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content).unwrap();
        Self {
            name: name.to_owned(),
            data: encoder.finish().unwrap(),
            size: u32::try_from(content.len()).unwrap(),
            crc: crc32(content),
            flags: 0,
            method: 8,
        }
    }

    fn header(&self, signature: &[u8; 4], made_by: &[u8]) -> Vec<u8> {
        let compressed = u32::try_from(self.data.len()).unwrap();
        let name = u16::try_from(self.name.len()).unwrap();
        [
            signature.as_slice(),
            made_by,
            &20_u16.to_le_bytes(),
            &self.flags.to_le_bytes(),
            &self.method.to_le_bytes(),
            &[0, 0, 0x21, 0],
            &self.crc.to_le_bytes(),
            &compressed.to_le_bytes(),
            &self.size.to_le_bytes(),
            &name.to_le_bytes(),
            &[0, 0],
        ]
        .concat()
    }
}

/// What an article's parts are named, by their relationship to the main one.
const RELATED: [(&str, &str); 5] = [
    ("styles", "word/styles.xml"),
    ("footnotes", "word/footnotes.xml"),
    ("endnotes", "word/endnotes.xml"),
    ("comments", "word/comments.xml"),
    ("settings", "word/settings.xml"),
];

/// Styles as word processors name them.
const STYLES: &str = r#"
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kicker"><w:name w:val="House kicker"/><w:basedOn w:val="Rubrik1"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Bullets"><w:name w:val="House list"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hidden"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Pool"/></w:style>
<w:style w:type="paragraph" w:styleId="Pool"><w:name w:val="Pool"/><w:basedOn w:val="Loop"/></w:style>
"#;

impl Docx {
    /// Of a body in XML, with the styles that tests use.
    pub(crate) fn new(body: &str) -> Self {
        let none = Self {
            entries: Vec::new(),
        };
        none.with_root("word/document.xml", "document", &format!("<w:body>{body}</w:body>"))
            .with_root("word/styles.xml", "styles", STYLES)
            .with(
                "[Content_Types].xml",
                &format!(
                    "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                     <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                     <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
                     <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>"
                ),
            )
            .with("_rels/.rels", &Self::package_relationships("word/document.xml"))
            .related()
    }

    /// What the package is related to, the main part being `document`.
    pub(crate) fn package_relationships(document: &str) -> String {
        relationships(&[
            (&format!("{OFFICE}/officeDocument"), document),
            (
                &format!("{PACKAGE}/relationships/metadata/core-properties"),
                "docProps/core.xml",
            ),
        ])
    }

    /// With a part, in place of any of that name.
    pub(crate) fn with(mut self, name: &str, content: &str) -> Self {
        self.entries.retain(|entry| entry.name != name);
        self.entries.push(Entry::new(name, content.as_bytes()));
        self
    }

    /// With a part whose first element has that name and holds `inner`.
    pub(crate) fn with_root(self, name: &str, root: &str, inner: &str) -> Self {
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{root} xmlns:w=\"{W}\" \
             xmlns:wp=\"wp\" xmlns:mc=\"mc\" xmlns:wps=\"wps\" xmlns:m=\"m\" xmlns:v=\"v\">{inner}</w:{root}>"
        );
        self.with(name, &xml).related()
    }

    /// With the main part related to what is there.
    fn related(self) -> Self {
        let there = |name: &str| self.entries.iter().any(|entry| entry.name == name);
        let related: Vec<_> = RELATED
            .iter()
            .filter(|(_, name)| there(name))
            .map(|(kind, name)| (format!("{OFFICE}/{kind}"), name.trim_start_matches("word/")))
            .collect();
        let related: Vec<_> = related
            .iter()
            .map(|(kind, name)| (kind.as_str(), *name))
            .collect();
        self.with("word/_rels/document.xml.rels", &relationships(&related))
    }

    /// With the dates of its properties.
    pub(crate) fn dated(self, created: &str, modified: &str) -> Self {
        let core = format!(
            "<cp:coreProperties xmlns:cp=\"cp\" xmlns:dcterms=\"dc\"><dcterms:created>{created}</dcterms:created>\
             <dcterms:modified>{modified}</dcterms:modified></cp:coreProperties>"
        );
        self.with("docProps/core.xml", &core)
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let (mut file, mut directory) = (Vec::new(), Vec::new());
        for entry in &self.entries {
            let at = u32::try_from(file.len()).unwrap();
            file.extend(entry.header(b"PK\x03\x04", &[]));
            file.extend(entry.name.as_bytes());
            file.extend(&entry.data);
            directory.extend(entry.header(b"PK\x01\x02", &[20, 0]));
            directory.extend([0; 10]);
            directory.extend(at.to_le_bytes());
            directory.extend(entry.name.as_bytes());
        }
        let count = u16::try_from(self.entries.len()).unwrap_or(u16::MAX);
        let start = u32::try_from(file.len()).unwrap();
        let length = u32::try_from(directory.len()).unwrap();
        file.extend(directory);
        file.extend(b"PK\x05\x06\0\0\0\0");
        file.extend(count.to_le_bytes());
        file.extend(count.to_le_bytes());
        file.extend(length.to_le_bytes());
        file.extend(start.to_le_bytes());
        file.extend([0, 0]);
        file
    }
}

fn relationships(related: &[(&str, &str)]) -> String {
    let list: String = related
        .iter()
        .enumerate()
        .map(|(id, (kind, target))| {
            format!("<Relationship Id=\"rId{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
        })
        .collect();
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{list}</Relationships>")
}

/// A run.
pub(crate) fn r(text: &str) -> String {
    format!(
        "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escaped(text)
    )
}

/// A paragraph of a style; of none where that is empty.
pub(crate) fn p(style: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>",
        r(text)
    )
}

/// Text as XML has it.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The check sum of a zip's entry.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

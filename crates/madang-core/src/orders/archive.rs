//! Looking into archives without unpacking them anywhere: read through to their ends, within bounds on what comes
//! out, whatever they say of themselves.

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use madang_model::Rule;
use zip::ZipArchive;
use zip::read::ZipFile;

/// The most things in an archive and the archives in it, together.
const ENTRIES: usize = 2000;
/// The most bytes that come out of all of them together.
const UNPACKED: u64 = 200 * 1024 * 1024;
/// The largest archive in an archive, which is held in memory to look into it.
const NESTED: u64 = 32 * 1024 * 1024;
/// How deep archives may be in archives: a document with a table in an archive.
const DEPTH: u32 = 3;
/// How many bytes of a thing say what it is.
const HEAD: usize = 64;

/// What others pack with, and we don't look into.
const OTHERS: [&[u8]; 6] =
    [b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"];

/// What an archive holds, as far as it says what the archive is.
#[derive(Debug, Default)]
pub(super) struct Contents {
    names: Vec<String>,
    /// What its file `mimetype` says.
    pub(super) mimetype: Option<String>,
}

impl Contents {
    /// Whether there is something of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|found| found == name)
    }

    /// Whether something's name ends so, in small letters.
    pub(super) fn has_end(&self, end: &str) -> bool {
        self.names.iter().any(|found| found.to_ascii_lowercase().ends_with(end))
    }
}

/// Whether a content begins as an archive that we look into.
pub(super) fn is_archive(content: &[u8]) -> bool {
    content.starts_with(b"PK\x03\x04")
}

/// What is in an archive. Refused where not all of it can be read, where there is too much of it, and where it has
/// names that lead out of it, links or devices, the same name twice, or things that overlap.
pub(super) fn look(content: &[u8]) -> Result<Contents, Rule> {
    Budget { entries: ENTRIES, bytes: UNPACKED, declared: UNPACKED }.look(content, 1)
}

/// What may still come out.
struct Budget {
    entries: usize,
    bytes: u64,
    declared: u64,
}

/// Every reason is the same to whoever sent it.
fn unsafe_archive<E>(_: E) -> Rule {
    Rule::FileArchive
}

impl Budget {
    fn look(&mut self, content: &[u8], depth: u32) -> Result<Contents, Rule> {
        let mut archive = ZipArchive::new(Cursor::new(content)).map_err(unsafe_archive)?;
        self.entries = self.entries.checked_sub(archive.len()).ok_or(Rule::FileArchive)?;
        if archive.has_duplicate_names() || archive.has_overlapping_entries().map_err(unsafe_archive)? {
            return Err(Rule::FileArchive);
        }
        let mut contents = Contents::default();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).map_err(unsafe_archive)?;
            self.declared = self.declared.checked_sub(file.size()).ok_or(Rule::FileArchive)?;
            if !stays_inside(file.name_raw()) || !is_ordinary(&file) {
                return Err(Rule::FileArchive);
            }
            let name = String::from_utf8_lossy(file.name_raw()).into_owned();
            let declared = file.size();
            let (head, size) = self.read(&mut file, depth)?;
            if size != declared {
                return Err(Rule::FileArchive);
            }
            if name == "mimetype" && size <= HEAD as u64 {
                contents.mimetype = String::from_utf8(head).ok().map(|text| text.trim().to_owned());
            }
            contents.names.push(name);
        }
        Ok(contents)
    }

    /// Reads something to its end; its first bytes and its size. What is packed in it is looked into.
    fn read(&mut self, file: &mut impl Read, depth: u32) -> Result<(Vec<u8>, u64), Rule> {
        let mut head = Vec::new();
        file.take(HEAD as u64).read_to_end(&mut head).map_err(unsafe_archive)?;
        self.spend(head.len() as u64)?;
        if OTHERS.iter().any(|other| head.starts_with(other)) {
            return Err(Rule::FileArchive);
        }
        let mut size = head.len() as u64;
        if is_archive(&head) {
            if depth >= DEPTH {
                return Err(Rule::FileArchive);
            }
            let mut whole = head.clone();
            size += file.take(NESTED).read_to_end(&mut whole).map_err(unsafe_archive)? as u64;
            self.spend(size - head.len() as u64)?;
            if size >= NESTED {
                return Err(Rule::FileArchive);
            }
            self.look(&whole, depth + 1)?;
        } else if head.starts_with(b"\x1f\x8b") {
            // Pictures in documents are packed so.
            let mut whole = head.clone();
            size += file.take(NESTED).read_to_end(&mut whole).map_err(unsafe_archive)? as u64;
            self.spend(size - head.len() as u64)?;
            if size >= NESTED {
                return Err(Rule::FileArchive);
            }
            self.drain(&mut MultiGzDecoder::new(whole.as_slice()))?;
        } else {
            size += self.drain(file)?;
        }
        Ok((head, size))
    }

    fn drain(&mut self, file: &mut impl Read) -> Result<u64, Rule> {
        let mut part = vec![0; 64 * 1024];
        let mut size = 0;
        loop {
            let read = file.read(&mut part).map_err(unsafe_archive)? as u64;
            if read == 0 {
                return Ok(size);
            }
            self.spend(read)?;
            size += read;
        }
    }

    fn spend(&mut self, bytes: u64) -> Result<(), Rule> {
        self.bytes = self.bytes.checked_sub(bytes).ok_or(Rule::FileArchive)?;
        Ok(())
    }
}

/// Whether a name, in whatever encoding, stays below where its archive is unpacked.
fn stays_inside(name: &[u8]) -> bool {
    let mut parts = name.split(|byte| matches!(byte, b'/' | b'\\'));
    let is_absolute = name.first().is_none_or(|first| matches!(first, b'/' | b'\\'))
        || (name.get(1) == Some(&b':') && name[0].is_ascii_alphabetic());
    !is_absolute && parts.all(|part| part != b"..") && !name.iter().any(|byte| *byte < 0x20 || *byte == 0x7f)
}

/// Whether it is a file or a folder, and neither a link nor a device.
fn is_ordinary<R: Read>(file: &ZipFile<'_, R>) -> bool {
    !file.encrypted()
        && file.unix_mode().is_none_or(|mode| matches!(mode & 0o170_000, 0 | 0o100_000 | 0o040_000))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::orders::file_type::media_type;

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// The same archive with a name in it exchanged for another one of the same length, which no writer would write.
    fn renamed(mut archive: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
        assert_eq!(from.len(), to.len());
        let places: Vec<usize> = archive
            .windows(from.len())
            .enumerate()
            .filter(|(_, part)| *part == from)
            .map(|(at, _)| at)
            .collect();
        assert_eq!(places.len(), 2);
        for at in places {
            archive[at..at + to.len()].copy_from_slice(to);
        }
        archive
    }

    fn refused(archive: &[u8]) {
        assert_eq!(look(archive).map(|inside| inside.names), Err(Rule::FileArchive));
    }

    #[test]
    fn documents_are_told_by_what_is_in_them() {
        let document = |part: &str| zipped(&[("[Content_Types].xml", b"<Types/>"), (part, b"<a/>")]);
        for (part, extension) in
            [("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx")]
        {
            let content = document(part);
            assert!(media_type(&content, extension).unwrap().contains("openxmlformats"), "{extension}");
            assert_eq!(media_type(&content, "zip"), Ok("application/zip"));
            assert_eq!(media_type(&content, "pdf"), Err(Rule::FileKind));
        }
        assert_eq!(media_type(&document("word/document.xml"), "xlsx"), Err(Rule::FileKind));
        let with_program = zipped(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", b"<a/>"),
            ("word/vbaProject.bin", b"x"),
        ]);
        assert_eq!(media_type(&with_program, "docx"), Err(Rule::FileKind));
        for (says, extension) in
            [("application/vnd.oasis.opendocument.text", "odt"), ("application/hwp+zip", "hwpx")]
        {
            let content = zipped(&[("mimetype", says.as_bytes()), ("content.xml", b"<a/>")]);
            assert_eq!(media_type(&content, extension), Ok(says));
        }
        let table = document("xl/workbook.xml");
        let report = zipped(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", b"<a/>"),
            ("word/embeddings/a.xlsx", &table),
        ]);
        assert_eq!(media_type(&zipped(&[("보고서.docx", &report)]), "zip"), Ok("application/zip"));
    }

    #[test]
    fn what_leads_out_of_an_archive_is_refused() {
        let archive = zipped(&[("aa/bb.txt", b"a")]);
        for name in
            ["../bb.txt", "/a/bb.txt", "aa\\..\\bbb", "aa/../bbb", "C:\\bb.txt", "\\\\host\\bb", "aa/b\0.txt"]
        {
            refused(&renamed(archive.clone(), b"aa/bb.txt", name.as_bytes()));
        }
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.add_symlink("link", "/etc/passwd", SimpleFileOptions::default()).unwrap();
        refused(&writer.finish().unwrap().into_inner());
    }

    #[test]
    fn bombs_of_every_kind_are_refused() {
        const MIB: u64 = 1024 * 1024;
        let within = |archive: &[u8]| {
            Budget { entries: 50, bytes: 3 * MIB, declared: 3 * MIB }
                .look(archive, 1)
                .map(|inside| inside.names)
        };
        let zeros = vec![0_u8; 1024 * 1024];
        let one = zipped(&[("a", &zeros)]);
        assert!(one.len() < 4096 && within(&one).is_ok());
        let refused = |archive: &[u8]| assert_eq!(within(archive), Err(Rule::FileArchive));
        // Too much in one archive, and in archives in an archive.
        refused(&zipped(&[("a", &zeros), ("b", &zeros), ("c", &zeros), ("d", b"0")]));
        refused(&zipped(&[("a.zip", &one), ("b.zip", &one), ("c.zip", &one)]));
        // Too deep.
        let mut deep = zipped(&[("a.txt", b"a")]);
        for _ in 0..2 {
            deep = zipped(&[("a.zip", &deep)]);
        }
        assert!(within(&deep).is_ok());
        refused(&zipped(&[("a.zip", &deep)]));
        // Too many.
        let names: Vec<String> = (0..51).map(|n| format!("{n}.txt")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert!(within(&zipped(&files[..50])).is_ok());
        refused(&zipped(&files));
        // In another packing.
        let mut packed = Vec::new();
        for _ in 0..3 {
            let mut gz = GzEncoder::new(Vec::new(), Compression::best());
            gz.write_all(&zeros).unwrap();
            packed.extend(gz.finish().unwrap());
        }
        refused(&zipped(&[("a.gz", &packed)]));
        refused(&zipped(&[("a.7z", b"7z\xbc\xaf\x27\x1c\0\x04")]));
    }

    #[test]
    fn what_lies_about_itself_is_refused() {
        let good = zipped(&[("one.txt", "하나".repeat(50).as_bytes()), ("two.txt", b"2")]);
        assert!(look(&good).is_ok());
        refused(&renamed(good.clone(), b"two.txt", b"one.txt"));
        for end in [good.len() - 1, good.len() / 2, 10] {
            refused(&good[..end]);
        }
        // The directory says that less comes out than does.
        let at = good.windows(4).position(|part| part == b"PK\x01\x02").unwrap();
        let mut short = good.clone();
        short[at + 24..at + 28].copy_from_slice(&1_u32.to_le_bytes());
        refused(&short);
        // Needs a password.
        let mut locked = good.clone();
        locked[at + 8] |= 1;
        refused(&locked);
    }

    proptest! {
        #[test]
        fn a_damaged_archive_is_read_or_refused(at in 0..200_usize, to in any::<u8>()) {
            let mut archive = zipped(&[("a.txt", b"hello hello hello"), ("b/c.txt", b"x")]);
            let at = at % archive.len();
            archive[at] = to;
            let _ = look(&archive);
        }
    }
}

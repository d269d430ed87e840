//! A message as a tree of BER values, to be changed and written again.

use super::der::{self, element};

/// One value, with its form of length and, if it is constructed, the values in it.
#[derive(Clone)]
pub struct Node {
    pub tag: u8,
    pub is_indefinite: bool,
    pub content: Vec<u8>,
    pub children: Vec<Node>,
}

impl Node {
    /// Reads the only value in the octets.
    pub fn read(octets: &[u8]) -> Self {
        let (node, rest) = read(octets);
        assert!(rest.is_empty(), "octets follow");
        node
    }

    /// The value with the shortest lengths; where they were indefinite, they are again.
    pub fn write(&self) -> Vec<u8> {
        let mut content = self.content.clone();
        for child in &self.children {
            content.extend(child.write());
        }
        if self.is_indefinite {
            [&[self.tag, 0x80], content.as_slice(), &[0, 0]].concat()
        } else {
            element(self.tag, &[&content])
        }
    }

    fn last(&mut self) -> &mut Self {
        self.children.last_mut().unwrap()
    }

    /// The SignerInfo of a ContentInfo with a SignedData of one signer.
    pub fn signer_info(&mut self) -> &mut Self {
        let signer_infos = self.last().last().last();
        assert_eq!((signer_infos.tag, signer_infos.children.len()), (0x31, 1));
        signer_infos.last()
    }

    /// Takes the unsigned attributes out of a SignerInfo: each with its object identifier.
    pub fn take_unsigned_attributes(&mut self) -> Vec<(Vec<u8>, Self)> {
        let Some(set) = self.children.pop_if(|last| last.tag == 0xa1) else {
            return Vec::new();
        };
        let named = |node: Node| (node.children[0].content.clone(), node);
        set.children.into_iter().map(named).collect()
    }

    /// Gives a SignerInfo these unsigned attributes, as a DER SET OF.
    pub fn put_unsigned_attributes(&mut self, attributes: &[Vec<u8>]) {
        let mut sorted = attributes.to_vec();
        sorted.sort();
        let set = element(0xa1, &[&sorted.concat()]);
        self.children.push(Self::read(&set));
    }
}

fn read(octets: &[u8]) -> (Node, &[u8]) {
    let tag = octets[0];
    if octets[1] == 0x80 {
        let (mut children, mut rest) = (Vec::new(), &octets[2..]);
        while !rest.starts_with(&[0, 0]) {
            let (child, after) = read(rest);
            children.push(child);
            rest = after;
        }
        let node = Node {
            tag,
            is_indefinite: true,
            content: Vec::new(),
            children,
        };
        return (node, &rest[2..]);
    }
    let value = der::first(octets).unwrap();
    let mut node = Node {
        tag,
        is_indefinite: false,
        content: Vec::new(),
        children: Vec::new(),
    };
    if tag & 0x20 == 0 {
        node.content = value.content.to_vec();
    } else {
        let mut rest = value.content;
        while !rest.is_empty() {
            let (child, after) = read(rest);
            node.children.push(child);
            rest = after;
        }
    }
    (node, &octets[value.whole.len()..])
}

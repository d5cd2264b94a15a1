//! thinc's model file: layers by name, in file order.

use crate::msgpack::{self, Tensor};
use crate::{LoadError, Package};
use rmpv::Value;

/// One layer.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) name: String,
    attrs: Value,
    params: Vec<(String, Tensor)>,
}

/// All layers of one component.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) file: String,
    nodes: Vec<Node>,
}

impl Network {
    /// Reads a model file. Errors: [`LoadError`].
    pub(crate) fn read(package: &Package, file: &str) -> Result<Self, LoadError> {
        let value = msgpack::read(file, &package.read(file)?)?;
        let list = |key: &str| {
            msgpack::get(&value, key)
                .and_then(Value::as_array)
                .ok_or_else(|| LoadError::damaged(file, format!("a list of {key}"), "none"))
        };
        let (names, attrs, params) = (list("nodes")?, list("attrs")?, list("params")?);
        let nodes = names
            .iter()
            .zip(attrs)
            .zip(params)
            .map(|((node, attrs), params)| Node {
                name: msgpack::get(node, "name").and_then(msgpack::text).unwrap_or("").to_owned(),
                attrs: attrs.clone(),
                params: params
                    .as_map()
                    .into_iter()
                    .flatten()
                    .filter_map(|(k, v)| Some((msgpack::text(k)?.to_owned(), msgpack::tensor(v)?)))
                    .collect(),
            })
            .collect();
        Ok(Self { file: file.to_owned(), nodes })
    }

    /// The layers of a name, in file order.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.nodes.iter().filter(move |n| n.name == name)
    }

    /// The first layer of a name. Errors: [`LoadError::Damaged`].
    pub(crate) fn one<'a>(&'a self, name: &'a str) -> Result<&'a Node, LoadError> {
        self.all(name).next().ok_or_else(|| LoadError::damaged(&self.file, format!("a layer {name}"), "none"))
    }

    /// A parameter of a layer. Errors: [`LoadError::Damaged`].
    pub(crate) fn param<'a>(&self, node: &'a Node, name: &str) -> Result<&'a Tensor, LoadError> {
        let found = node.params.iter().find(|(n, _)| n == name).map(|(_, t)| t);
        found.ok_or_else(|| LoadError::damaged(&self.file, format!("parameter {name} of {}", node.name), "none"))
    }

    /// An attribute of a layer, which is msgpack within msgpack. Errors: [`LoadError::Damaged`].
    pub(crate) fn attr(&self, node: &Node, name: &str) -> Result<Value, LoadError> {
        let missing = || LoadError::damaged(&self.file, format!("attribute {name} of {}", node.name), "none");
        match msgpack::get(&node.attrs, name).ok_or_else(missing)? {
            Value::Binary(bytes) => msgpack::read(&self.file, bytes),
            value => Ok(value.clone()),
        }
    }
}

//! A thinc model file: a tree of layers, flattened, with their parameters.
//!
//! Follows `thinc/model.py` (`Model.to_bytes`): a msgpack map of the lists `nodes`, `attrs`, `params` and `shims`, one
//! item a layer. The tree's edges are not stored, so layers are found by name and order. Attribute values are
//! msgpack inside msgpack; arrays are msgpack-numpy's maps with `nd`, `type`, `kind`, `shape`, `data`.

use std::collections::HashMap;

use crate::error::LoadError;
use crate::msgpack::Reader;
use crate::package::{Bytes, PackageFile};

/// Trained models have 70 layers at most.
const MAX_LAYERS: usize = 2000;

/// A model file's layers.
pub(crate) struct ModelFile {
    file: PackageFile,
    layers: Vec<Layer>,
}

/// One layer.
#[derive(Default)]
pub(crate) struct Layer {
    /// Place in the file's lists.
    pub index: usize,
    pub name: String,
    refs: HashMap<String, usize>,
    attrs: HashMap<String, Bytes>,
    params: HashMap<String, Tensor>,
}

/// A little-endian `f32` array in C order, in the mapped file.
#[derive(Clone)]
pub(crate) struct Tensor {
    pub shape: Vec<usize>,
    pub data: Bytes,
}

impl Tensor {
    /// The numbers, copied and aligned.
    pub(crate) fn to_vec(&self) -> Vec<f32> {
        self.data.as_chunks::<4>().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
    }
}

impl ModelFile {
    /// Reads the layer lists of `file`.
    ///
    /// # Errors
    /// Names the list and item that is not as the format asks.
    pub(crate) fn read(file: PackageFile) -> Result<Self, LoadError> {
        let mut layers: Vec<Layer> = Vec::new();
        let mut reader = Reader::new(file.bytes());
        let n_lists = reader.map().map_err(file.wrong("the model"))?;
        for _ in 0..n_lists {
            let list = reader.str().map_err(file.wrong("the model's keys"))?;
            let wrong = file.wrong(list);
            if list == "shims" {
                reader.skip().map_err(wrong)?;
                continue;
            }
            let n_items = reader.list().map_err(&wrong)?;
            if n_items > MAX_LAYERS {
                let expected = format!("no more than {MAX_LAYERS} layers");
                return Err(LoadError::format(file.path(), list, &expected, n_items));
            }
            if layers.is_empty() {
                layers.resize_with(n_items, Layer::default);
            }
            if layers.len() != n_items {
                return Err(LoadError::format(file.path(), list, "as many items as nodes", n_items));
            }
            for (index, layer) in layers.iter_mut().enumerate() {
                layer.index = index;
                match list {
                    "nodes" => read_node(&mut reader, layer).map_err(&wrong)?,
                    "attrs" => read_attrs(&mut reader, layer, &file).map_err(&wrong)?,
                    "params" => read_params(&mut reader, layer, &file)?,
                    _ => reader.skip().map_err(&wrong)?,
                }
            }
        }
        Ok(Self { file, layers })
    }

    pub(crate) fn file(&self) -> &PackageFile {
        &self.file
    }

    /// All layers of this name, in order.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Layer> + 'a {
        self.layers.iter().filter(move |layer| layer.name == name)
    }

    /// The layer that the first one refers to as `name`.
    pub(crate) fn reference(&self, name: &str) -> Result<&Layer, LoadError> {
        let found = self.layers.first().and_then(|layer| self.layers.get(*layer.refs.get(name)?));
        found
            .ok_or_else(|| LoadError::format(self.file.path(), "nodes[0].refs", name, "nothing of that name"))
    }

    fn field(layer: &Layer, name: &str) -> String {
        format!("params[{}].{name} ({})", layer.index, layer.name)
    }

    /// A parameter of the stated shape; `None` in `shape` is any length above zero.
    pub(crate) fn tensor<'a>(
        &self,
        layer: &'a Layer,
        name: &str,
        shape: &[Option<usize>],
    ) -> Result<&'a Tensor, LoadError> {
        let field = Self::field(layer, name);
        let path = self.file.path();
        let tensor =
            layer.params.get(name).ok_or_else(|| LoadError::format(path, &field, "an array", "nothing"))?;
        let fits = tensor.shape.len() == shape.len()
            && tensor.shape.iter().zip(shape).all(|(&n, want)| n > 0 && want.is_none_or(|want| n == want));
        if !fits {
            let want: Vec<String> = shape.iter().map(|n| n.map_or("n".into(), |n| n.to_string())).collect();
            let expected = format!("an array of shape ({})", want.join(", "));
            return Err(LoadError::format(path, &field, &expected, format!("{:?}", tensor.shape)));
        }
        Ok(tensor)
    }

    /// A number among a layer's attributes.
    pub(crate) fn attr_uint(&self, layer: &Layer, name: &str) -> Result<u64, LoadError> {
        let bytes = self.attr(layer, name)?;
        let field = format!("attrs[{}].{name} ({})", layer.index, layer.name);
        Reader::new(&bytes).uint().map_err(self.file.wrong(&field))
    }

    /// A list of strings among a layer's attributes.
    pub(crate) fn attr_strings(&self, layer: &Layer, name: &str) -> Result<Vec<String>, LoadError> {
        let bytes = self.attr(layer, name)?;
        let field = format!("attrs[{}].{name} ({})", layer.index, layer.name);
        let mut reader = Reader::new(&bytes);
        let mut strings = Vec::new();
        for _ in 0..reader.list().map_err(self.file.wrong(&field))? {
            strings.push(reader.str().map_err(self.file.wrong(&field))?.to_owned());
        }
        Ok(strings)
    }

    fn attr(&self, layer: &Layer, name: &str) -> Result<Bytes, LoadError> {
        let field = format!("attrs[{}].{name} ({})", layer.index, layer.name);
        let attr = layer.attrs.get(name).cloned();
        attr.ok_or_else(|| LoadError::format(self.file.path(), &field, "a value", "nothing"))
    }
}

type Read<T> = Result<T, crate::msgpack::Unexpected>;

fn read_node(reader: &mut Reader, layer: &mut Layer) -> Read<()> {
    for _ in 0..reader.map()? {
        match reader.str()? {
            "name" => layer.name = reader.str()?.to_owned(),
            "refs" => {
                for _ in 0..reader.map()? {
                    let name = reader.str()?.to_owned();
                    if !reader.nil() {
                        layer.refs.insert(name, reader.uint()? as usize);
                    }
                }
            }
            _ => reader.skip()?,
        }
    }
    Ok(())
}

fn read_attrs(reader: &mut Reader, layer: &mut Layer, file: &PackageFile) -> Read<()> {
    for _ in 0..reader.map()? {
        let name = reader.str()?.to_owned();
        let bytes = reader.bin()?;
        layer.attrs.insert(name, file.piece(reader.at() - bytes.len()..reader.at()));
    }
    Ok(())
}

fn read_params(reader: &mut Reader, layer: &mut Layer, file: &PackageFile) -> Result<(), LoadError> {
    let n_params = reader.map().map_err(file.wrong("params"))?;
    for _ in 0..n_params {
        let name = reader.str().map_err(file.wrong("params"))?;
        if reader.nil() {
            continue;
        }
        let field = format!("params[{}].{name}", layer.index);
        let tensor = read_tensor(reader, file, &field)?;
        layer.params.insert(name.to_owned(), tensor);
    }
    Ok(())
}

fn read_tensor(reader: &mut Reader, file: &PackageFile, field: &str) -> Result<Tensor, LoadError> {
    let wrong = file.wrong(field);
    let mut shape = Vec::new();
    let mut data = 0..0;
    let mut kind = "";
    for _ in 0..reader.map().map_err(&wrong)? {
        match reader.str().map_err(&wrong)? {
            "type" => kind = reader.str().map_err(&wrong)?,
            "shape" => {
                for _ in 0..reader.list().map_err(&wrong)? {
                    shape.push(reader.uint().map_err(&wrong)? as usize);
                }
            }
            "data" => {
                let n_bytes = reader.bin().map_err(&wrong)?.len();
                data = reader.at() - n_bytes..reader.at();
            }
            _ => reader.skip().map_err(&wrong)?,
        }
    }
    if kind != "<f4" {
        return Err(LoadError::format(file.path(), field, "numbers of type <f4", format!("{kind:?}")));
    }
    let n_bytes = shape.iter().try_fold(4usize, |n, &length| n.checked_mul(length));
    if n_bytes != Some(data.len()) {
        let expected = format!("data for shape {shape:?}");
        return Err(LoadError::format(file.path(), field, &expected, format!("{} bytes", data.len())));
    }
    Ok(Tensor { shape, data: file.piece(data) })
}

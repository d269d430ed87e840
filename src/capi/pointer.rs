//! What comes from C, made safe: handles, octets, text and places for results.
//!
//! The functions here trust the caller in C for what `include/README.md` asks of it: a pointer
//! is NULL, or points to what its type says, for the whole call. Nothing in Rust could prove
//! more, so the trust is put in this one file and every use of it can be read here.

use crate::error::{Error, Result, Status};
use crate::transport::Endpoints;
use core::ffi::c_char;
use std::path::PathBuf;

/// A type whose values C holds by pointer.
pub(super) trait Handle {
    /// A number that tells this type from the others.
    const TAG: u64;
}

/// Names a type as a [`Handle`].
macro_rules! handle {
    ($type:ident, $tag:literal) => {
        impl crate::capi::pointer::Handle for $type {
            const TAG: u64 = u64::from_be_bytes(*$tag);
        }
    };
}
pub(super) use handle;

/// A handle as it lies in memory: whatever its type, the tag comes first, so that it can be
/// looked at before the type is believed. C's pointer to a handle is one to this.
#[repr(C)]
pub(super) struct Tagged<H> {
    tag: u64,
    handle: H,
}

impl<H: Handle> Tagged<H> {
    pub(super) fn new(handle: H) -> Box<Self> {
        Box::new(Self {
            tag: H::TAG,
            handle,
        })
    }

    pub(super) fn handle(&self) -> &H {
        &self.handle
    }

    /// The pointer that C gets to see.
    pub(super) fn as_pointer(&self) -> *const H {
        core::ptr::from_ref(self).cast()
    }
}

fn null() -> Error {
    Error::new(
        Status::NullPointer,
        "an argument that must not be NULL is NULL",
    )
}

/// The handle behind a pointer.
pub(super) fn borrow<'a, H: Handle>(pointer: *const H) -> Result<&'a H> {
    if pointer.is_null() {
        return Err(null());
    }
    // SAFETY: the caller passes a handle that this library made, of this or of another type,
    // and every one of them begins with its tag.
    let tag = unsafe { pointer.cast::<u64>().read() };
    if tag != H::TAG {
        return Err(Error::new(
            Status::InvalidArgument,
            "a handle is of another type, or was freed",
        ));
    }
    // SAFETY: the tag says that it is one of this type; the caller keeps it alive for the whole
    // call, and what changes in it is behind a lock.
    let tagged = unsafe { &*pointer.cast::<Tagged<H>>() };
    Ok(&tagged.handle)
}

/// The handle behind a pointer that may be NULL; for accessors, which answer with nothing.
pub(super) fn peek<'a, H: Handle>(pointer: *const H) -> Option<&'a H> {
    borrow(pointer).ok()
}

/// Frees a handle; NULL is nothing.
pub(super) fn free<H: Handle>(pointer: *mut H) {
    if borrow(pointer).is_err() {
        return;
    }
    // SAFETY: a live handle of this type was made by `Out::give` from a Box, and the caller
    // hands it back once.
    let mut tagged = unsafe { Box::from_raw(pointer.cast::<Tagged<H>>()) };
    let tag = &raw mut tagged.tag;
    // SAFETY: the place of a field that is still owned here. Volatile, because nobody else in
    // Rust will read it: it is there for a caller who frees twice.
    unsafe { tag.write_volatile(0) };
}

/// Octets from C; NULL is allowed where there are none.
pub(super) fn bytes<'a>(data: *const u8, len: usize) -> Result<&'a [u8]> {
    row(data, len)
}

/// Plain values in a row, from C; NULL is allowed where there are none.
pub(super) fn row<'a, T: Copy>(values: *const T, count: usize) -> Result<&'a [T]> {
    if count == 0 {
        return Ok(&[]);
    }
    if values.is_null() {
        return Err(null());
    }
    let size = count.checked_mul(size_of::<T>());
    if size.is_none_or(|size| isize::try_from(size).is_err()) {
        return Err(Error::new(
            Status::InvalidArgument,
            "a length is larger than memory",
        ));
    }
    // SAFETY: not NULL, and the caller passes `count` values that live for the whole call.
    Ok(unsafe { core::slice::from_raw_parts(values, count) })
}

/// Several octet strings from C: a row of pointers, and one of lengths.
pub(super) fn bytes_row<'a>(
    data: *const *const u8,
    lens: *const usize,
    count: usize,
) -> Result<Vec<&'a [u8]>> {
    let (data, lens) = (row(data, count)?, row(lens, count)?);
    let strings = data.iter().zip(lens);
    strings.map(|(data, len)| bytes(*data, *len)).collect()
}

/// Several texts from C: a row of pointers, and one of lengths.
pub(super) fn text_row<'a>(
    texts: *const *const c_char,
    lens: *const usize,
    count: usize,
) -> Result<Vec<&'a str>> {
    let (texts, lens) = (row(texts, count)?, row(lens, count)?);
    let texts = texts.iter().zip(lens);
    texts.map(|(pointer, len)| text(*pointer, *len)).collect()
}

/// Room for octets from C.
pub(super) fn room<'a>(data: *mut u8, len: usize) -> Result<&'a mut [u8]> {
    bytes(data, len)?;
    if len == 0 {
        return Ok(&mut []);
    }
    // SAFETY: checked as above, and the caller lends the room to this call alone.
    Ok(unsafe { core::slice::from_raw_parts_mut(data, len) })
}

/// Text from C.
pub(super) fn text<'a>(text: *const c_char, len: usize) -> Result<&'a str> {
    core::str::from_utf8(bytes(text.cast(), len)?)
        .map_err(|_| Error::new(Status::InvalidUtf8, "a text argument is not UTF-8"))
}

/// Text from C where NULL says something else than empty text does.
pub(super) fn optional_text<'a>(pointer: *const c_char, len: usize) -> Result<Option<&'a str>> {
    if pointer.is_null() && len == 0 {
        return Ok(None);
    }
    text(pointer, len).map(Some)
}

/// The URLs of a service, separated by spaces.
pub(super) fn endpoints(urls: &str) -> Result<Endpoints> {
    Endpoints::new(urls.split_ascii_whitespace())
}

/// The path of a file.
pub(super) fn path(pointer: *const c_char, len: usize) -> Result<PathBuf> {
    let path = text(pointer, len)?;
    if path.is_empty() || path.contains('\0') {
        return Err(Error::new(
            Status::InvalidArgument,
            "a path is empty or holds a NUL",
        ));
    }
    Ok(PathBuf::from(path))
}

/// A table of a host's functions, which begins with its own size.
pub(super) trait Table: Copy {}

/// A copy of the table that a host passes.
pub(super) fn table<T: Table>(pointer: *const T) -> Result<T> {
    let size: *const usize = pointer.cast();
    if size.is_null() {
        return Err(null());
    }
    // SAFETY: every table begins with its size, and the caller passes at least that.
    if unsafe { size.read() } < size_of::<T>() {
        return Err(Error::new(
            Status::InvalidArgument,
            "a table of functions is smaller than it must be",
        ));
    }
    // SAFETY: it is as large as the type, says the host.
    Ok(unsafe { pointer.read() })
}

/// A place in C for a result: emptied when it is taken, filled only on success.
pub(super) struct Out<T>(*mut T);

/// Takes the place for a handle.
pub(super) fn out<H: Handle>(place: *mut *mut H) -> Result<Out<*mut H>> {
    Out::new(place, core::ptr::null_mut())
}

impl<T> Out<T> {
    /// Takes the place for a plain value.
    pub(super) fn new(place: *mut T, empty: T) -> Result<Self> {
        if place.is_null() {
            return Err(null());
        }
        let place = Self(place);
        place.set(empty);
        Ok(place)
    }

    pub(super) fn set(&self, value: T) {
        // SAFETY: not NULL, and the caller passes a place for one value of this type.
        unsafe { self.0.write(value) };
    }
}

impl<H: Handle> Out<*mut H> {
    /// Hands a handle to C, which now owns it.
    pub(super) fn give(&self, handle: H) {
        self.set(Box::into_raw(Tagged::new(handle)).cast());
    }
}

/// A row of places in C for handles.
pub(super) struct OutRow<H> {
    places: *mut *mut H,
    capacity: usize,
}

impl<H: Handle> OutRow<H> {
    pub(super) fn new(places: *mut *mut H, capacity: usize) -> Result<Self> {
        if places.is_null() && capacity != 0 {
            return Err(null());
        }
        let row = Self { places, capacity };
        for index in 0..capacity {
            row.place(index).set(core::ptr::null_mut());
        }
        Ok(row)
    }

    /// Says how many results there are, and hands them to C if there is room for all.
    pub(super) fn give_all<T>(
        &self,
        count: &Out<usize>,
        found: Vec<T>,
        make: impl Fn(T) -> H,
    ) -> Result<()> {
        self.check(count, found.len())?;
        self.give(found.into_iter().map(make));
        Ok(())
    }

    /// Says how many results there are, and fails if there is no room for all.
    pub(super) fn check(&self, count: &Out<usize>, found: usize) -> Result<()> {
        count.set(found);
        if found > self.capacity {
            return Err(Error::new(
                Status::TooSmall,
                "there are more results than room for them",
            ));
        }
        Ok(())
    }

    /// Hands the handles to C. The caller has checked that there is room.
    pub(super) fn give(&self, handles: impl IntoIterator<Item = H>) {
        for (index, handle) in (0..self.capacity).zip(handles) {
            self.place(index).give(handle);
        }
    }

    fn place(&self, index: usize) -> Out<*mut H> {
        debug_assert!(index < self.capacity);
        // SAFETY: the caller passes `capacity` places in a row, and `index` is below that.
        Out(unsafe { self.places.add(index) })
    }
}

/// Lends octets to C: their length goes to a place that may be NULL, and is 0 where there are
/// none.
pub(super) fn lend(octets: Option<&[u8]>, len: *mut usize) -> Option<*const u8> {
    if let Ok(place) = Out::new(len, 0) {
        place.set(octets.map_or(0, <[u8]>::len));
    }
    octets.map(<[u8]>::as_ptr)
}

//! From bytes that claim to be a picture to a picture that a page can carry. Pure.

use std::io::Cursor;

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};

use crate::assets::hex;

/// The widest picture a page shows.
const WIDTH: u32 = 1280;

/// The most pixels that are unpacked to make a picture smaller: a 24 megapixel photograph, 72 MB for the moment.
const PIXELS: u64 = 25_000_000;

/// The most memory one picture may take while it is unpacked.
const MEMORY_BYTES: u64 = 120 << 20;

/// Where photographs stop looking worse and files stop getting smaller.
const JPEG_QUALITY: u8 = 82;

/// Enough of a digest to tell one picture from another.
const ETAG_BYTES: usize = 12;

/// A picture ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) bytes: Bytes,
    pub(super) media_type: &'static str,
    /// The header `ETag`.
    pub(super) etag: String,
}

/// The picture in these bytes, made smaller when it is wider than a page; nothing when they are no picture of a known
/// format, or one that takes too much memory to look at.
pub(super) fn presentable(bytes: Bytes) -> Option<Picture> {
    // By the first bytes; what a server calls them does not count.
    let format = image::guess_format(&bytes).ok()?;
    let media_type = media_type(format)?;
    let (width, height) = ImageReader::with_format(Cursor::new(&bytes), format).into_dimensions().ok()?;
    if width == 0 || height == 0 || u64::from(width) * u64::from(height) > PIXELS {
        return None;
    }
    if width <= WIDTH {
        let etag = etag(&bytes);
        return Some(Picture { bytes, media_type, etag });
    }
    let (bytes, media_type) = shrink(&bytes, format)?;
    let etag = etag(&bytes);
    Some(Picture { bytes, media_type, etag })
}

fn media_type(format: ImageFormat) -> Option<&'static str> {
    match format {
        ImageFormat::Jpeg => Some("image/jpeg"),
        ImageFormat::Png => Some("image/png"),
        ImageFormat::Gif => Some("image/gif"),
        ImageFormat::WebP => Some("image/webp"),
        _ => None,
    }
}

fn shrink(bytes: &[u8], format: ImageFormat) -> Option<(Bytes, &'static str)> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let whole = DynamicImage::from_decoder(decoder).ok()?;
    let mut small = whole.resize(WIDTH, u32::MAX, FilterType::Triangle);
    drop(whole);
    small.apply_orientation(orientation);
    encode(&small)
}

/// Photographs become JPEG; what is partly clear stays PNG.
fn encode(picture: &DynamicImage) -> Option<(Bytes, &'static str)> {
    let mut bytes = Vec::new();
    if picture.color().has_alpha() {
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).ok()?;
        return Some((bytes.into(), "image/png"));
    }
    picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)).ok()?;
    Some((bytes.into(), "image/jpeg"))
}

fn etag(bytes: &[u8]) -> String {
    format!("\"{}\"", hex(&Sha256::digest(bytes), ETAG_BYTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: u32, height: u32, format: ImageFormat) -> Bytes {
        let mut bytes = Vec::new();
        DynamicImage::new_rgb8(width, height).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes.into()
    }

    #[test]
    fn a_picture_that_fits_is_passed_on_as_it_is() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif] {
            let bytes = drawn(40, 20, format);
            let picture = presentable(bytes.clone()).unwrap();
            assert_eq!((picture.bytes, picture.media_type), (bytes, media_type(format).unwrap()));
        }
    }

    #[test]
    fn a_wide_picture_becomes_as_wide_as_a_page() {
        let picture = presentable(drawn(2600, 1300, ImageFormat::Png)).unwrap();
        assert_eq!(picture.media_type, "image/jpeg");
        let size =
            ImageReader::new(Cursor::new(&picture.bytes)).with_guessed_format().unwrap().into_dimensions().unwrap();
        assert_eq!(size, (1280, 640));
    }

    #[test]
    fn what_is_no_picture_of_pixels_is_refused() {
        let check = |bytes: &'static [u8]| assert_eq!(presentable(Bytes::from_static(bytes)), None);
        check(b"");
        check(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
        check(b"<!doctype html><script>alert(1)</script>");
        check(b"GIF89a");
        check(b"\x89PNG\r\n\x1a\n");
        check(b"BM\0\0\0\0");
    }

    #[test]
    fn a_picture_of_too_many_pixels_is_not_unpacked() {
        // A PNG says its size in its first chunk; the pixels need not be there to be refused.
        let mut bytes = drawn(10, 10, ImageFormat::Png).to_vec();
        bytes[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        assert_eq!(presentable(bytes.into()), None);
    }
}

"""Files that somebody might send on purpose; every one is refused, or comes out harmless."""

import gzip
import io
import struct
import tarfile
import zipfile
import zlib

from PIL import Image, PngImagePlugin

# split, so that no scanner mistakes this source for the thing itself
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
SCRIPT = b"<script>alert('owned')</script>"
MARKERS = (b"<script", b"EICAR-STANDARD", b"PK\x05\x06", b"/JavaScript", b"GPSmark", b"Exif")


def picture(kind: str = "JPEG", size=(64, 48), mode: str = "RGB", **options) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, "#204a87" if mode != "L" else 90).save(target, kind, **options)
    return target.getvalue()


def zipped(name: str = "a.txt", content: bytes = b"0", times: int = 1) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(times):
            archive.writestr(f"{number}-{name}", content)
    return target.getvalue()


def tarred() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        entry = tarfile.TarInfo("../../etc/passwd")
        archive.addfile(entry, io.BytesIO())
    return target.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_claiming(width: int, height: int, rows: bytes = b"\0") -> bytes:
    """A small file that says it is a very large picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def png_with(name: bytes, body: bytes) -> bytes:
    """A good picture with one more chunk."""
    good = picture("PNG")
    return good[:33] + chunk(name, body) + good[33:]


def jpeg_with_position() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "GPSmark"
    exif.get_ifd(0x8825)[1] = "N"
    return picture("JPEG", exif=exif.tobytes(), comment=SCRIPT)


def png_with_words() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SCRIPT.decode())
    words.add_itxt("XML:com.adobe.xmp", "GPSmark")
    return picture("PNG", pnginfo=words)


def many_frames(kind: str) -> bytes:
    frames = [Image.new("P", (60, 60), number % 255) for number in range(300)]
    target = io.BytesIO()
    frames[0].save(target, kind, save_all=True, append_images=frames[1:])
    return target.getvalue()


def pdf(words: bytes = b"", tail: bytes = b"", stream: bytes = b"") -> bytes:
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + words + b" >>\nendobj\n" + stream
    return body + b"trailer << /Root 1 0 R >>\n%%EOF\n" + tail


def packed(words: bytes) -> bytes:
    return b"2 0 obj << /Type /ObjStm >> stream\n" + zlib.compress(words) + b"\nendstream\nendobj\n"


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>"

CORPUS: dict[str, bytes] = {
    "svg": SVG,
    "svg with declaration": b"<?xml version='1.0'?>" + SVG,
    "svg with byte order mark": b"\xef\xbb\xbf" + SVG,
    "svgz": gzip.compress(SVG),
    "html": b"<!doctype html>" + SCRIPT,
    "html after blanks": b"\n\n   " + SCRIPT,
    "xml bomb": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'bbbb'>]><a>&b;</a>",
    "javascript": b"alert(1)",
    "php": b"<?php system($_GET['c']); ?>",
    "shell": b"#!/bin/sh\nrm -rf /\n",
    "windows program": b"MZ" + bytes(200),
    "linux program": b"\x7fELF" + bytes(200),
    "java class": b"\xca\xfe\xba\xbe" + bytes(40),
    "mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + SCRIPT,
    "rtf": b"{\\rtf1{\\object\\objdata 00}}",
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "eicar": EICAR,
    "eicar zipped": zipped(content=EICAR),
    "eicar after jpeg": picture() + EICAR,
    "eicar after png": picture("PNG") + EICAR,
    "eicar in pdf": pdf(stream=b"stream\n" + EICAR + b"\nendstream\n"),
    "zip": zipped(),
    "zip bomb 1:1000": zipped(content=bytes(4_000_000)),
    "zip of zip bombs": zipped("b.zip", zipped(content=bytes(1_000_000)), times=20),
    "docx bomb": zipped("word/document.xml", bytes(4_000_000)),
    "many entries": zipped(times=3_000),
    "gzip bomb": gzip.compress(bytes(8_000_000)),
    "tar with a path": tarred(),
    "jpeg and zip": picture() + zipped(),
    "png and zip": picture("PNG") + zipped(),
    "gif and script": b"GIF89a/*" + bytes(8) + b"*/=1;alert(1)//",
    "good gif and script": picture("GIF") + SCRIPT,
    "jpeg and html": picture("JPEG", comment=SCRIPT) + SCRIPT,
    "webp and html": picture("WEBP") + SCRIPT,
    "html then jpeg": SCRIPT + picture(),
    "pdf and html": pdf(tail=SCRIPT),
    "pdf and zip": pdf(tail=zipped()),
    "pdf with script": pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
    "pdf with escaped script": pdf(b"/OpenAction << /S /J#61vaScript /#4A#53 (x) >>"),
    "pdf with packed script": pdf(stream=packed(b"<< /S /JavaScript /JS (x) >>")),
    "pdf with launch": pdf(b"/AA << /S /Launch /F (cmd.exe) >>"),
    "pdf with files": pdf(b"/Names << /EmbeddedFiles 3 0 R >>"),
    "pdf with form": pdf(b"/AcroForm << /XFA 3 0 R >>"),
    "pdf with bomb": pdf(stream=packed(bytes(40_000_000))),
    "pdf with bad stream": pdf(stream=b"<< /Type /ObjStm >> stream\nnot packed\nendstream\n"),
    "pdf of unfinished streams": pdf(stream=b"stream\n" * 300_000),
    "pdf cut off": pdf()[:30],
    "png 20,000 x 20,000": png_claiming(20_000, 20_000),
    "png 20,000 x 20,000 with rows": png_claiming(20_000, 20_000, bytes(8_000_000)),
    "png 2 billion wide": png_claiming(2**31 - 1, 2**31 - 1),
    "png of no size": png_claiming(0, 0),
    "png without rows": png_claiming(100, 100),
    "png text bomb": png_with(b"zTXt", b"a\0\0" + zlib.compress(bytes(40_000_000))),
    "png profile bomb": png_with(b"iCCP", b"a\0\0" + zlib.compress(bytes(40_000_000))),
    "png with words": png_with_words(),
    "jpeg 30,000 x 30,000": picture()[:-2].replace(b"\x00\x30\x00\x40", b"\x75\x30\x75\x30") + b"\xff\xd9",
    "jpeg of 5,000 scans": picture()[:-2] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00" * 5_000,
    "jpeg with position": jpeg_with_position(),
    "jpeg cut off": picture(size=(640, 480))[:-400],
    "jpeg of three bytes": b"\xff\xd8\xff",
    "gif of 300 frames": many_frames("GIF"),
    "webp of 300 frames": many_frames("WEBP"),
    "webp cut off": picture("WEBP")[:20],
    "bitmap": picture("BMP"),
    "tiff": picture("TIFF"),
    "icon": picture("ICO"),
    "postscript": picture("EPS"),
    "empty": b"",
    "too large": picture() + bytes(12 * 1024 * 1024),
}

# what somebody calls a picture, and what it is called afterwards
NAMES = {
    "漏水.jpeg": "漏水.jpg",
    "../../etc/passwd": "passwd.jpg",
    "..\\..\\windows\\win.ini": "win.jpg",
    "C:\\照片\\楼道.png": "楼道.jpg",
    "a\0.jpg": "a.jpg",
    "photo\u202egpj.exe": "photogpj.jpg",
    "page.html": "page.jpg",
    "<script>alert(1)</script>.jpg": "script.jpg",
    '"quoted"; filename=x.exe': "quoted; filename=x.jpg",
    ".htaccess": "htaccess.jpg",
    "-rf": "rf.jpg",
    "...": "file.jpg",
    "": "file.jpg",
    "灯" * 300 + ".jpg": "灯" * 100 + ".jpg",
    "line\r\nSet-Cookie: a.jpg": "lineSet-Cookie a.jpg",
}

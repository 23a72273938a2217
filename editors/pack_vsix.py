"""Packs the extension for VS Code: `python editors/pack_vsix.py VERSION FILE`, or `make vsix`.

A .vsix is a zip: a manifest, the types of its files, and the extension as it stands in `vscode/`.
Nothing is downloaded, and the same sources give the same bytes.
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

SOURCE = Path(__file__).parent / "vscode"
LICENSE = Path(__file__).parent.parent / "LICENSE"

_TYPES = """<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension=".json" ContentType="application/json"/>
<Default Extension=".js" ContentType="application/javascript"/>
<Default Extension=".md" ContentType="text/markdown"/>
<Default Extension=".txt" ContentType="text/plain"/>
<Default Extension=".vsixmanifest" ContentType="text/xml"/>
</Types>
"""
_MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
<Metadata>
<Identity Language="en-US" Id={name} Version={version} Publisher={publisher}/>
<DisplayName>{title}</DisplayName>
<Description xml:space="preserve">{description}</Description>
<Categories>Linters</Categories>
<License>extension/LICENSE.txt</License>
<Properties>
<Property Id="Microsoft.VisualStudio.Code.Engine" Value={engine}/>
</Properties>
</Metadata>
<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
<Dependencies/>
<Assets>
<Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json"
 Addressable="true"/>
<Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md"
 Addressable="true"/>
</Assets>
</PackageManifest>
"""


def pack(version: str, file: Path) -> None:
    """Write the extension, under a version, into a file."""
    package = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))
    package["version"] = version
    manifest = _MANIFEST.format(
        name=quoteattr(package["name"]),
        version=quoteattr(version),
        publisher=quoteattr(package["publisher"]),
        title=escape(package["displayName"]),
        description=escape(package["description"]),
        engine=quoteattr(package["engines"]["vscode"]),
    )
    members = {
        "extension.vsixmanifest": manifest.encode(),
        "[Content_Types].xml": _TYPES.encode(),
        "extension/LICENSE.txt": LICENSE.read_bytes(),
    }
    for path in sorted(SOURCE.iterdir()):
        members[f"extension/{path.name}"] = path.read_bytes()
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    members["extension/package.json"] = text.encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            # The same time for all: it is not to depend on when the sources were checked out.
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


if __name__ == "__main__":
    pack(sys.argv[1], Path(sys.argv[2]))

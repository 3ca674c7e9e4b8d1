"""The structure tree of added pages joins that of the file before them, so that a screen reader reads both as one.

Identifiers of table headers are left out: two papers name theirs alike, and the scope of each header says the same.
"""

from typing import Any

_ANEW = ("/P", "/K", "/Pg", "/ID", "/A")


def tag_pages(writer: Any, source: Any, pages: list[tuple[Any, Any, Any]]) -> None:
    """Copy the structure of `source` for pages given as (reference there, reference here, page here). Untagged files are left as they are."""
    from pyhanko.pdf_utils.generic import ArrayObject, NameObject, NumberObject

    if "/StructTreeRoot" not in writer.root or "/StructTreeRoot" not in source.root:
        return
    ours, theirs = writer.root["/StructTreeRoot"], source.root["/StructTreeRoot"]
    copy = _Copy(writer, {there.idnum: here for there, here, _ in pages})
    root_ref = writer.root.raw_get("/StructTreeRoot")
    added = [copy.element(each, root_ref) for each in _listed(theirs.raw_get("/K"))]
    ours[NameObject("/K")] = ArrayObject([*_listed(ours.raw_get("/K")), *added])
    rows = theirs["/ParentTree"]["/Nums"]
    kept = {int(rows[at]): rows[at + 1] for at in range(0, len(rows), 2)}
    first = int(ours["/ParentTreeNextKey"])
    new_rows = []
    for at, (there, _, page) in enumerate(pages):
        owners = kept.get(int(there.get_object()["/StructParents"]), ArrayObject())
        page[NameObject("/StructParents")] = NumberObject(first + at)
        page[NameObject("/Tabs")] = NameObject("/S")
        new_rows += [NumberObject(first + at), ArrayObject(copy.made[owner.idnum] for owner in _raw(owners))]
    _extend(writer, ours["/ParentTree"], new_rows)
    ours[NameObject("/ParentTreeNextKey")] = NumberObject(first + len(pages))
    writer.update_container(ours)
    writer.update_container(ours["/K"])


class _Copy:
    """Copies elements, each once; `made` is the new reference by the number of the old one."""

    def __init__(self, writer: Any, pages: dict[int, Any]) -> None:
        self.writer, self.pages, self.made = writer, pages, {}

    def element(self, given: Any, parent: Any) -> Any:
        from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

        old = given.get_object()
        new = DictionaryObject({NameObject(key): self.writer.import_object(old.raw_get(key)) for key in old if key not in _ANEW})
        here = self.writer.add_object(new)
        if isinstance(given, IndirectObject):
            self.made[given.idnum] = here
        new[NameObject("/P")] = parent
        if "/Pg" in old:
            new[NameObject("/Pg")] = self.pages[old.raw_get("/Pg").idnum]
        if "/A" in old:
            new[NameObject("/A")] = self._attributes(old["/A"])
        if "/K" in old:
            new[NameObject("/K")] = ArrayObject(kid for each in _listed(old.raw_get("/K")) if (kid := self._kid(each, here)) is not None)
        return here

    def _kid(self, given: Any, parent: Any) -> Any:
        from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, NumberObject

        old = given.get_object()
        if isinstance(old, int):
            return NumberObject(old)
        kind = old.get("/Type")
        if kind == "/OBJR":
            return None  # links are not carried over
        if kind == "/MCR":
            return DictionaryObject({
                NameObject("/Type"): NameObject("/MCR"), NameObject("/Pg"): self.pages[old.raw_get("/Pg").idnum],
                NameObject("/MCID"): NumberObject(old["/MCID"]),
            })  # fmt: skip
        return self.element(given, parent)

    def _attributes(self, given: Any) -> Any:
        from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject

        return ArrayObject(
            DictionaryObject({NameObject(key): self.writer.import_object(each.raw_get(key)) for key in each if key != "/Headers"})
            for each in (row.get_object() for row in _listed(given))
        )


def _extend(writer: Any, tree: Any, rows: list[Any]) -> None:
    """Put rows at the end of a number tree, whose keys they exceed."""
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject

    if "/Nums" in tree:
        tree[NameObject("/Nums")] = ArrayObject([*_raw(tree["/Nums"]), *rows])
    else:
        leaf = DictionaryObject({NameObject("/Nums"): ArrayObject(rows), NameObject("/Limits"): ArrayObject([rows[0], rows[-2]])})
        tree[NameObject("/Kids")] = ArrayObject([*_raw(tree["/Kids"]), writer.add_object(leaf)])
    writer.update_container(tree)


def _listed(value: Any) -> list[Any]:
    from pyhanko.pdf_utils.generic import ArrayObject

    found = value.get_object()
    return _raw(found) if isinstance(found, ArrayObject) else [value]


def _raw(array: Any) -> list[Any]:
    """The members of an array, references not followed."""
    return [array.raw_get(at) for at in range(len(array))]

"""Runs the loops of CVectorLoops compiled for each kind of x86-64 processor on the same numbers: every bit is the same.

    vector-loops.py CLANG SOURCES FOLDER

A program takes the copy that suits the processor it runs on, so that its tests look at one of three. A kind that this processor
lacks is named and left out; two are needed.
"""
import ctypes as c
import hashlib
import pathlib
import random
import struct
import subprocess
import sys

KINDS = {"x86-64": set(), "x86-64-v3": {"avx2", "fma", "bmi2"}, "x86-64-v4": {"avx512f", "avx512dq", "avx512vl", "avx512bw"}}
CORNERS = [0.0, -0.0, 1e-300, 1e-310, 5e-324, 708, -708, 709, 1e9, -1e300, 36.7]


def doubles(numbers):
    return (c.c_double * max(len(numbers), 1))(*numbers)


def floats(numbers):
    return (c.c_float * max(len(numbers), 1))(*numbers)


def compiled(clang, sources, folder, kind, level):
    library = folder / f"{kind}{level}.so"
    subprocess.run(
        [clang, level, f"-march={kind}", "-shared", "-fPIC", "-DLEADLINE_LOOP=", f"-I{sources / 'include'}",
         *map(str, sorted(sources.glob("*.c"))), "-o", str(library)], check=True)
    return c.CDLL(str(library))


def digest(library):
    """Of all results, on numbers from a seed."""
    draw = random.Random(5)
    found = hashlib.sha256()

    def normals(count, spread=1.0):
        return [draw.gauss(0, spread) for _ in range(count)]

    library.leadline_sum.restype = c.c_double
    size = c.c_size_t
    for count in [*range(70), 511, 512, 513, 1000, 1025]:
        margins = normals(count, 10)
        margins[:len(CORNERS)] = CORNERS[:count]
        probabilities = doubles(margins)
        library.leadline_probabilities(probabilities, size(count))
        losses, residuals, curvature = doubles(margins), doubles([0] * count), doubles([0] * count)
        targets = doubles([draw.choice([0, 1, 0.25]) for _ in range(count)])
        library.leadline_losses(targets, losses, residuals, curvature, size(count))
        small = [margin for margin in margins if abs(margin) < 1e3]
        sums = doubles([1] * 9)
        library.leadline_add_line_sums(doubles(small), size(len(small)), c.c_double(1.3), c.c_double(-0.2), sums)
        total = struct.pack("d", library.leadline_sum(doubles(small), size(len(small))))
        for result in (probabilities, losses, residuals, curvature, sums, total):
            found.update(bytes(result))
    rows = 19
    for columns in range(70):
        shape = (size(rows), size(columns))
        elements, factors = normals(rows * columns), doubles(normals(rows))
        products, sums = doubles([0] * rows), doubles([0.1] * columns)
        library.leadline_row_products(floats(elements), *shape, doubles(normals(columns)), products)
        library.leadline_add_rows(floats(elements), *shape, factors, sums)
        found.update(bytes(products) + bytes(sums))
        groups = (c.c_int32 * rows)(*[row % 5 for row in range(rows)])
        chosen = (c.c_bool * 5)(True, False, True, True, True)
        for weights in (None, factors):
            for name, numbers in (("", doubles(elements)), ("_float", floats(elements))):
                sums, grouped = doubles([0.1] * columns), doubles([0.1] * (5 * (columns + 1)))
                getattr(library, "leadline_add_magnitudes" + name)(numbers, *shape, weights, c.c_double(2), sums)
                getattr(library, "leadline_add_groups" + name)(numbers, *shape, groups, chosen, weights, grouped)
                found.update(bytes(sums) + bytes(grouped))
        starts, indices = [0], []
        for _ in range(rows):
            indices += [column for column in range(7) if draw.random() < 0.5]
            starts.append(len(indices))
        products = doubles([0] * (rows * columns))
        library.leadline_sparse_products(
            doubles(normals(len(indices))), (c.c_int32 * len(indices))(*indices), (c.c_ssize_t * len(starts))(*starts),
            size(0), size(rows), doubles(normals(7 * columns)), size(columns), products)
        found.update(bytes(products))
    return found.hexdigest()


def main():
    clang, sources, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    has = set()
    for line in open("/proc/cpuinfo"):
        if line.startswith("flags"):
            has = set(line.split(":", 1)[1].split())
            break
    runs = [kind for kind, needs in KINDS.items() if needs <= has]
    for kind in KINDS.keys() - set(runs):
        print(f"this processor is not {kind}")
    digests = {
        f"{kind} {level}": digest(compiled(clang, sources, folder, kind, level)) for kind in runs for level in ("-O0", "-O2")}
    for name, value in digests.items():
        print(f"{name}: {value[:16]}")
    if len(runs) < 2:
        sys.exit("one kind alone proves nothing")
    # A product that is added before it is rounded shows.
    broken = folder / "broken"
    broken.mkdir(exist_ok=True)
    (broken / "include").mkdir(exist_ok=True)
    for file in [*sources.glob("*.[ch]"), *sources.glob("include/*.h")]:
        text = file.read_text().replace("FP_CONTRACT OFF", "FP_CONTRACT ON")
        (broken / file.relative_to(sources)).write_text(text)
    fused = digest(compiled(clang, broken, folder / "broken", runs[-1], "-O2"))
    if fused in digests.values():
        sys.exit("the planted fault was not found")
    if len(set(digests.values())) != 1:
        sys.exit("the bits differ")
    print("the same bits; the planted fault, products that are not rounded, shows")


main()

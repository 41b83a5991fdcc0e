"""Holds `leadline registry verify --trusted-key` against the reference implementation of OpenSSF model signing, both ways.

    python model-signing.py LEADLINE FOLDER REGISTRY MODEL

FOLDER is scratch; REGISTRY is copied there. Versions 1 and 2 of MODEL have to be there.
"""
import base64, json, pathlib, shutil, subprocess, sys
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives import serialization as forms
from model_signing import hashing, signing, verifying

leadline, folder, source, model = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4]
folder.mkdir(parents=True)
registry = folder / "registry"
shutil.copytree(source, registry, ignore=shutil.ignore_patterns(".*"))
version = registry / "models" / model / "versions" / "1"
other = version.parent / "2"
signature = version / "model.sig"
rounds = 0


def hashed():
    """As the tool's command line has it: the signature is not one of the files."""
    return hashing.Config().set_ignored_paths(paths=["model.sig"], ignore_git_paths=True)


def run(*words):
    return subprocess.run([leadline, *map(str, words)], capture_output=True, text=True)


def ours(key):
    """Whether version 1 is trusted by our program; what it says of version 2, which is not signed, is left out."""
    done = run("registry", "verify", "--registry", registry, "--trusted-key", key)
    if done.returncode not in (0, 1):
        sys.exit(f"registry verify ended with {done.returncode}: {done.stderr}")
    return not any("versions/1/" in line for line in done.stdout.splitlines())


def theirs(key):
    try:
        verifier = verifying.Config().use_elliptic_key_verifier(public_key=key)
        verifier.set_hashing_config(hashed()).verify(version, signature)
        return True
    except Exception:
        return False


def both(expected, what, key):
    global rounds
    rounds += 1
    found = ours(key), theirs(key)
    if found != (expected, expected):
        sys.exit(f"{what}: leadline says {found[0]}, model_signing {found[1]}, expected {expected}")


def changed(path, content, what, key):
    """Both refuse while the file has another content (None for no file)."""
    before = path.read_bytes() if path.exists() else None
    path.unlink() if content is None else path.write_bytes(content)
    both(False, what, key)
    path.unlink(missing_ok=True) if before is None else path.write_bytes(before)


def sign_ours(key):
    done = run("registry", "sign", f"models:/{model}/1", "--registry", registry, "--key", key)
    if done.returncode:
        sys.exit(done.stderr)


def sign_theirs(key):
    signer = signing.Config().use_elliptic_key_signer(private_key=key)
    signer.set_hashing_config(hashed()).sign(version, signature)


# Keys of both sides: what leadline makes, and what a stranger's library makes.
run("key", "signing", "--output", folder / "ours")
(folder / "theirs").mkdir()
stranger = ec.generate_private_key(ec.SECP256R1())
secret = folder / "theirs" / "signing.key"
secret.touch(mode=0o600)
secret.write_bytes(stranger.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption()))
(folder / "theirs" / "signing.pub").write_bytes(
    stranger.public_key().public_bytes(forms.Encoding.PEM, forms.PublicFormat.SubjectPublicKeyInfo))

for keys, wrong in (("ours", "theirs"), ("theirs", "ours")):
    private, public = folder / keys / "signing.key", folder / keys / "signing.pub"
    for signer in (sign_ours, sign_theirs):
        signature.unlink(missing_ok=True)
        what = f"{signer.__name__} with {keys}"
        signer(private)
        both(True, what, public)
        both(False, f"{what}, another key", folder / wrong / "signing.pub")
        for path in sorted(version.iterdir()):
            if path != signature:
                bytes = bytearray(path.read_bytes())
                bytes[len(bytes) // 2] ^= 1
                changed(path, bytes, f"{what}, a changed byte of {path.name}", public)
                changed(path, None, f"{what}, without {path.name}", public)
        changed(version / "added.txt", b"added", f"{what}, an added file", public)
        bundle = json.loads(signature.read_text())
        envelope = bundle["dsseEnvelope"]
        payload, sig = envelope["payload"], envelope["signatures"][0]["sig"]
        statement = json.loads(base64.b64decode(payload))
        statement["predicate"]["resources"][0]["digest"] = "0" * 64
        envelope["payload"] = base64.b64encode(json.dumps(statement).encode()).decode()
        changed(signature, json.dumps(bundle).encode(), f"{what}, another statement", public)
        envelope["payload"] = payload
        raw = bytearray(base64.b64decode(sig))
        raw[-1] ^= 1
        envelope["signatures"][0]["sig"] = base64.b64encode(raw).decode()
        changed(signature, json.dumps(bundle).encode(), f"{what}, another signature", public)
        # Another version under the name and the signature of this one.
        kept = folder / "kept"
        version.rename(kept)
        shutil.copytree(other, version, ignore=shutil.ignore_patterns("model.sig"))
        shutil.copy(kept / "model.sig", signature)
        both(False, f"{what}, another version's files", public)
        shutil.rmtree(version)
        kept.rename(version)
        both(True, f"{what}, everything put back", public)
print(f"{rounds} times leadline and model_signing agree: two keys, signatures of either side, every file changed and lost")

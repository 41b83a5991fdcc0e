/// Has no passphrase for libcrypto, which without such a function would ask the terminal: for a public key, too.
func refusePassphrase(
    _: UnsafeMutablePointer<CChar>?, _: CInt, _: CInt, _: UnsafeMutableRawPointer?
) -> CInt { -1 }

import CFYAML

/// Owns a libfyaml parser and its diagnostics over one text, which must outlive it.
///
/// Events rather than libfyaml's document tree: the tree resolves aliases and recurses by itself, and the
/// limits on size and depth have to hold before memory is taken.
@safe
struct YAMLEventStream: ~Copyable {
    let parser: OpaquePointer
    let diagnostics: OpaquePointer

    /// Nil if libfyaml cannot allocate.
    init?(over text: UnsafeBufferPointer<UInt8>) {
        var diagnosticsSettings = unsafe fy_diag_cfg()
        unsafe fy_diag_cfg_default(&diagnosticsSettings)
        unsafe diagnosticsSettings.fp = nil
        guard let diagnostics = unsafe fy_diag_create(&diagnosticsSettings) else { return nil }
        unsafe fy_diag_set_collect_errors(diagnostics, true)
        var settings = unsafe fy_parse_cfg()
        // JSON mode off: it would follow from the name of a file, and names mean nothing here.
        let yaml12 = fy_parse_cfg_flags(rawValue: 2 << UInt32(FYPCF_DEFAULT_VERSION_SHIFT))
        unsafe settings.flags = yaml12
        unsafe settings.diag = diagnostics
        guard let parser = unsafe fy_parser_create(&settings) else {
            unsafe fy_diag_destroy(diagnostics)
            return nil
        }
        let start = unsafe UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self)
        guard unsafe fy_parser_set_string(parser, start, text.count) == 0 else {
            unsafe fy_parser_destroy(parser)
            unsafe fy_diag_destroy(diagnostics)
            return nil
        }
        unsafe self.parser = parser
        unsafe self.diagnostics = diagnostics
    }

    deinit {
        unsafe fy_parser_destroy(parser)
        unsafe fy_diag_destroy(diagnostics)
    }
}

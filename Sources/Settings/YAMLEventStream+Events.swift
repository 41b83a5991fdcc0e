import CFYAML

extension YAMLEventStream {
    /// The parser's complaint: its words, and where.
    struct Fault {
        var reason: String
        var mark: YAMLMark
    }

    /// The next event; nil at the end of the text or at a fault, which `fault` then tells.
    mutating func next() -> YAMLEvent? {
        guard let event = unsafe fy_parser_parse(parser) else { return nil }
        defer { unsafe fy_parser_event_free(parser, event) }
        let mark = unsafe Self.mark(fy_event_start_mark(event))
        if unsafe fy_event_get_tag_token(event) != nil { return .tag(mark: mark ?? .start) }
        let token = unsafe fy_event_get_token(event)
        let anchor = unsafe fy_event_get_anchor_token(event).flatMap { unsafe Self.text($0) }
        switch unsafe event.pointee.type {
        case FYET_DOCUMENT_START: return .documentStart(mark)
        case FYET_SCALAR:
            let style = unsafe Self.style(token)
            var start = mark
            // libfyaml's mark lies behind the opening quote.
            if style == .quoted { start?.column -= 1 }
            return .scalar(text: unsafe Self.text(token) ?? "", style: style, anchor: anchor, mark: start)
        case FYET_SEQUENCE_START: return .sequenceStart(anchor: anchor, mark: mark ?? .start)
        case FYET_MAPPING_START: return .mappingStart(anchor: anchor, mark: mark ?? .start)
        case FYET_SEQUENCE_END, FYET_MAPPING_END: return .collectionEnd
        case FYET_ALIAS: return .alias(name: unsafe Self.text(token) ?? "", mark: mark ?? .start)
        default: return .other
        }
    }

    /// Why the stream of events ended early; nil if it ended with the text.
    var fault: Fault? {
        var iterator: UnsafeMutableRawPointer?
        if let error = unsafe fy_diag_errors_iterate(diagnostics, &iterator) {
            let reason = unsafe error.pointee.msg.map { unsafe String(cString: $0) } ?? "unreadable"
            let mark = unsafe YAMLMark(
                line: max(1, Int(error.pointee.line)), column: max(1, Int(error.pointee.column)))
            return Fault(reason: reason, mark: mark)
        }
        return unsafe fy_parser_get_stream_error(parser) ? Fault(reason: "unreadable", mark: .start) : nil
    }

    private static func mark(_ mark: UnsafePointer<fy_mark>?) -> YAMLMark? {
        guard let mark = unsafe mark, unsafe mark.pointee.line >= 0 else { return nil }
        return unsafe YAMLMark(line: Int(mark.pointee.line) + 1, column: Int(mark.pointee.column) + 1)
    }

    private static func text(_ token: OpaquePointer?) -> String? {
        var length = 0
        guard let token = unsafe token, let start = unsafe fy_token_get_text(token, &length) else {
            return nil
        }
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: length)
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    private static func style(_ token: OpaquePointer?) -> YAMLEvent.Style {
        guard let token = unsafe token else { return .plain }
        return switch unsafe fy_token_scalar_style(token) {
        case FYSS_PLAIN, FYSS_ANY: .plain
        case FYSS_LITERAL, FYSS_FOLDED: .block
        default: .quoted
        }
    }
}

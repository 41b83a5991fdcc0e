/// What the parser reports, copied out of the C library's memory.
enum YAMLEvent {
    enum Style {
        case plain, quoted, block
    }

    case documentStart(YAMLMark?)
    case scalar(text: String, style: Style, anchor: String?, mark: YAMLMark?)
    case sequenceStart(anchor: String?, mark: YAMLMark)
    case mappingStart(anchor: String?, mark: YAMLMark)
    case collectionEnd
    case alias(name: String, mark: YAMLMark)
    case tag(mark: YAMLMark)
    case other
}

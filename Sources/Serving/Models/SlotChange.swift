/// What a refresh of a slot changed.
enum SlotChange: Equatable {
    /// The wanted version answers already, or failed a moment ago.
    case none
    /// Another version answers now; `doubt` says why nobody knows by which promotion, where that is so.
    case swapped(from: Int?, to: Int, doubt: String?)
    /// A version could not be loaded; `isNews` unless the same was said before.
    case failed(version: Int?, reason: String, isNews: Bool)
}

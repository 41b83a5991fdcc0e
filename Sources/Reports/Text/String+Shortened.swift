extension String {
    /// The text cut to a length, with an ellipsis where something is left out.
    func shortened(to length: Int) -> String { count <= length ? self : prefix(length - 1) + "…" }
}

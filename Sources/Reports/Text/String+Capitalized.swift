extension String {
    /// The text with its first letter in upper case.
    var firstCapitalized: String { prefix(1).uppercased() + dropFirst() }
}

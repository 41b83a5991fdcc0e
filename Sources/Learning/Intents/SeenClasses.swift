/// The classes that some rows have, numbered anew in their order.
struct SeenClasses: Sendable {
    /// A class's number among those seen; nil where no row has it.
    let places: [Int?]
    /// The classes that are seen.
    let count: Int
    /// A margin that leaves nothing of a probability at any temperature.
    static let never = -1e6

    init(_ labels: [Int], of classes: Int) {
        var isSeen = [Bool](repeating: false, count: classes)
        for label in labels { isSeen[label] = true }
        var count = 0
        places = isSeen.map { isSeen -> Int? in
            guard isSeen else { return nil }
            count += 1
            return count - 1
        }
        self.count = count
    }

    /// The first class that no row has.
    var firstUnseen: Int? { places.firstIndex { $0 == nil } }

    /// Margins of the classes that are seen as margins of all.
    func widened(_ margins: [Double]) -> [Double] { places.map { $0.map { margins[$0] } ?? Self.never } }
}

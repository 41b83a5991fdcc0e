/// The values of one attribute of one type, an element a row of an `EventTable`.
///
/// An attribute whose values change their type has a column a type; a row has a value in one of them at most.
public struct AttributeColumn: Sendable {
    /// The attribute's name.
    public var name: String
    /// Its values.
    public var values: Values

    /// Values by type, dense; all have one element a row.
    public enum Values: Sendable {
        /// Numbers; NaN stands for an absent attribute.
        case numbers([Double])
        /// Truth values: 1 is true, 0 is false, -1 stands for an absent attribute.
        case flags([Int8])
        /// Indices into a dictionary without repetition; -1 stands for an absent attribute.
        case texts([Int32], dictionary: [String])
        /// Indices into a dictionary without repetition; -1 stands for an absent attribute.
        case links([Int32], dictionary: [EntityKey])
    }

    /// Creates a column.
    public init(name: String, values: Values) {
        self.name = name
        self.values = values
    }

    /// The number of rows.
    public var count: Int {
        switch values {
        case .numbers(let numbers): numbers.count
        case .flags(let flags): flags.count
        case .texts(let codes, _): codes.count
        case .links(let codes, _): codes.count
        }
    }

    /// The value in a row; nil where it is absent.
    ///
    /// - Complexity: O(1).
    public func value(at row: Int) -> AttributeValue? {
        switch values {
        case .numbers(let numbers): numbers[row].isNaN ? nil : .number(numbers[row])
        case .flags(let flags): flags[row] < 0 ? nil : .flag(flags[row] == 1)
        case .texts(let codes, let dictionary): codes[row] < 0 ? nil : .text(dictionary[Int(codes[row])])
        case .links(let codes, let dictionary): codes[row] < 0 ? nil : .link(dictionary[Int(codes[row])])
        }
    }

    /// Puts the values at these indices into the rows that begin at one, as after a sort of those rows.
    mutating func move(_ indices: [Int], to row: Int) {
        switch values {
        case .numbers(var numbers):
            values = .numbers([])
            numbers.move(indices, to: row)
            values = .numbers(numbers)
        case .flags(var flags):
            values = .flags([])
            flags.move(indices, to: row)
            values = .flags(flags)
        case .texts(var codes, let dictionary):
            values = .texts([], dictionary: [])
            codes.move(indices, to: row)
            values = .texts(codes, dictionary: dictionary)
        case .links(var codes, let dictionary):
            values = .links([], dictionary: [])
            codes.move(indices, to: row)
            values = .links(codes, dictionary: dictionary)
        }
    }
}

extension Array {
    /// Puts the elements at these indices into the places that begin at one.
    mutating func move(_ indices: [Int], to place: Int) {
        let moved = indices.map { self[$0] }
        replaceSubrange(place..<place + moved.count, with: moved)
    }
}

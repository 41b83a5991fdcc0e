/// The columns of a design that are products of two others, and which inputs they tie together.
struct Products: Equatable, Sendable {
    /// Ascending by column.
    let all: [Product]
    /// `starts[i]..<starts[i + 1]` are the places in `order` of the products that input i is in.
    let starts: [Int]
    /// Indices of products.
    let order: [Int]

    /// A column that is a product.
    struct Product: Equatable {
        /// Its index.
        var column: Int
        /// The indices of its factors.
        var first: Int
        var second: Int
        /// The inputs of the factors, the first below the second.
        var firstInput: Int
        var secondInput: Int
    }

    var isEmpty: Bool { all.isEmpty }

    init(_ columns: [DesignColumn], inputCount: Int) {
        var products: [Product] = []
        for (index, column) in columns.enumerated() {
            guard case .product(let first, let second) = column.encoding else { continue }
            products.append(
                Product(
                    column: index, first: first, second: second, firstInput: columns[first].input,
                    secondInput: columns[second].input))
        }
        var own = [[Int]](repeating: [], count: inputCount)
        for (place, product) in products.enumerated() {
            own[product.firstInput].append(place)
            own[product.secondInput].append(place)
        }
        all = products
        starts = own.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        order = own.flatMap { $0 }
    }

    /// Whether two inputs are in one product.
    func tie(_ left: Int, _ right: Int) -> Bool {
        order[starts[left]..<starts[left + 1]].contains { place in
            all[place].firstInput == right || all[place].secondInput == right
        }
    }
}

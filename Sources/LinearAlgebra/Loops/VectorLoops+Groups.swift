import CVectorLoops

// Sums of rows by group; elements lie row after row.
extension VectorLoops {
    /// Adds each row times its weight to the sum of its group, and the weight behind the columns.
    ///
    /// - Parameters:
    ///   - elements: shape (rows * columns).
    ///   - groups: the group of each row; shape (rows).
    ///   - chosen: whether a group's rows are added; shape (groups).
    ///   - weights: shape (rows); nil stands for 1 each.
    ///   - sums: shape (groups, columns + 1).
    /// - Precondition: the shapes fit, and the groups are there.
    static func addGroups<Element: TileElement>(
        _ elements: Span<Element>, columns: Int, _ groups: Span<Int32>, chosen: Span<Bool>,
        weights: Span<Double>?, to sums: inout [Double]
    ) {
        let rows = groups.count
        precondition(elements.count == rows * columns && sums.count == chosen.count * (columns + 1))
        var (least, greatest): (Int32, Int32) = (0, 0)
        for row in 0..<rows {
            least = min(least, groups[row])
            greatest = max(greatest, groups[row])
        }
        precondition(rows == 0 || (least >= 0 && Int(greatest) < chosen.count), "the groups are there")
        unsafe elements.withUnsafeBufferPointer { elements in
            unsafe groups.withUnsafeBufferPointer { groups in
                unsafe chosen.withUnsafeBufferPointer { chosen in
                    unsafe withPointer(to: weights, rows) { weights in
                        guard let elements = elements.baseAddress, let groups = groups.baseAddress,
                            let chosen = chosen.baseAddress
                        else { return }
                        unsafe Element.addGroups(elements, rows, columns, groups, chosen, weights, &sums)
                    }
                }
            }
        }
    }
}

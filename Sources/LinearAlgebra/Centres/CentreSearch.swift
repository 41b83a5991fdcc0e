/// Finds the centres that rows are nearest to.
///
/// The answer is that of squared distances summed column by column in double precision, the first of several equal ones.
/// Products by OpenBLAS in the rows' own precision only narrow the choice: where their rounding could decide, distances are
/// computed one by one.
public struct CentreSearch: Sendable {
    /// The centres; shape (centres, columns).
    public let centres: Matrix
    private let table: Table

    private enum Table {
        case double(CentreTable<Double>)
        case float(CentreTable<Float>)
    }

    /// Prepares a search among rows of that design.
    ///
    /// - Precondition: the design is dense and has the centres' columns, of which there is at least one centre.
    /// - Complexity: O(centres * columns).
    public init(_ centres: Matrix, for design: DesignMatrix) {
        precondition(centres.rows > 0 && centres.columns == design.columns, "centres are rows of the design")
        OpenBLAS.useOneThread
        self.centres = centres
        switch design {
        case .double: table = .double(CentreTable(centres))
        case .float: table = .float(CentreTable(centres))
        case .sparse: preconditionFailure("centres are searched for dense rows")
        }
    }

    /// The nearest centre of each of some rows.
    ///
    /// - Parameters:
    ///   - rows: of the design.
    ///   - design: as the search was prepared for.
    ///   - norms: the length of each row of the design, as `DesignMatrix.norms` tells it.
    ///   - found: filled anew; shape (rows).
    /// - Complexity: O(rows * centres * columns).
    public func nearest(
        _ rows: [Int32], in design: DesignMatrix, norms: [Double], into found: inout [NearestCentre]
    ) {
        precondition(norms.count == design.rows && design.columns == centres.columns, "norms of the design")
        precondition(rows.allSatisfy { $0 >= 0 && Int($0) < design.rows }, "rows of the design")
        found.removeAll(keepingCapacity: true)
        found.reserveCapacity(rows.count)
        switch (table, design) {
        case (.double(let table), .double(let matrix)):
            table.nearest(rows.span, matrix.elements.span, norms.span, centres.elements.span, &found)
        case (.float(let table), .float(let matrix)):
            table.nearest(rows.span, matrix.elements.span, norms.span, centres.elements.span, &found)
        default: preconditionFailure("the search was prepared for another kind of design")
        }
    }

    /// The squared distance of each row of a block to each centre.
    ///
    /// - Parameters: as of `nearest`.
    /// - Returns: shape (centres, rows), to about six digits of the larger length in single precision; small distances are
    ///   computed one by one, so that equal rows are at 0.
    /// - Complexity: O(rows * centres * columns).
    public func squaredDistances(
        _ rows: Range<Int>, in design: DesignMatrix, norms: [Double]
    ) -> [Double] {
        precondition(norms.count == design.rows && design.columns == centres.columns, "norms of the design")
        precondition(rows.lowerBound >= 0 && rows.upperBound <= design.rows, "rows of the design")
        switch (table, design) {
        case (.double(let table), .double(let matrix)):
            return table.squaredDistances(
                rows, matrix.elements.span, norms.span, centres.elements.span)
        case (.float(let table), .float(let matrix)):
            return table.squaredDistances(
                rows, matrix.elements.span, norms.span, centres.elements.span)
        default: preconditionFailure("the search was prepared for another kind of design")
        }
    }
}

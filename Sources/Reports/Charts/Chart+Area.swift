extension Chart {
    /// The area between two lines.
    func area(
        _ style: String, _ points: [(x: Double, lower: Double, upper: Double)], in svg: inout Markup
    ) {
        let around = points.map { ($0.x, $0.upper) } + points.reversed().map { ($0.x, $0.lower) }
        let path = around.map {
            "\(NumberText.coordinate(across($0.0))),\(NumberText.coordinate(down($0.1)))"
        }
        svg.empty("polygon", [("class", style), ("points", path.joined(separator: " "))])
    }
}

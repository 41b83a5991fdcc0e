public import Simulation

/// The shapes of simulated data as one self-contained HTML file.
///
/// The same shapes give the same bytes.
public struct ShapesPage {
    let shapes: Shapes

    /// Creates the page.
    public init(_ shapes: Shapes) { self.shapes = shapes }

    /// The file's text, UTF-8.
    ///
    /// - Complexity: O(size of the shapes).
    public func render() -> String {
        HTMLPage.render(title: "\(shapes.name): shapes of simulated data") { body in
            body.newLine()
            body.element("header") { header in
                header.element("p", [("class", "over")], text: shapes.name)
                header.element("h1", text: "Shapes of simulated data")
            }
            body.newLine()
            body.element("main") { main in
                main.newLine()
                main.element("div", [("class", "plots")]) { plots in
                    figure(
                        tail, "Few leads do most: on these axes a tail of constant exponent is a line.",
                        in: &plots)
                    figure(delays, "Most events are known within seconds, some days later.", in: &plots)
                    if !shapes.conversions.isEmpty {
                        figure(
                            conversions,
                            "What was drawn beside the mean of the true probabilities; the bars hold 95 % of draws.",
                            in: &plots)
                    }
                }
                main.newLine()
                figure(hours, "Events by hour of the week, UTC.", isWide: true, in: &main)
                main.newLine()
                figure(
                    channels, "Events by channel and month; each channel has its own scale.", isWide: true,
                    in: &main)
                main.newLine()
            }
            body.newLine()
        }
    }
}

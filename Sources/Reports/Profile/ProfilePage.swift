public import Datasets

/// A data profile as one self-contained HTML file: no scripts, nothing fetched, good on paper.
///
/// The same profile gives the same bytes.
public struct ProfilePage {
    let profile: DataProfile
    private let name: String
    private let title: String

    /// Creates a page.
    ///
    /// - Parameters:
    ///   - name: the pipeline's.
    ///   - title: what the data are.
    public init(_ profile: DataProfile, name: String, title: String) {
        self.profile = profile
        self.name = name
        self.title = title
    }

    /// The file's text, UTF-8.
    ///
    /// - Complexity: O(size of the profile).
    public func render() -> String {
        Page(
            title: "\(name): data profile",
            header: { header in
                header.element("p", [("class", "over")], text: "\(name) · data profile")
                header.element("h1", text: title)
            }, sections: sections
        ).render()
    }

    private var sections: [Page.Section] {
        var sections = [
            Page.Section(name: "summary", title: "Summary", body: summary),
            Page.Section(name: "findings", title: "Findings", body: findings),
        ]
        if !profile.steps.isEmpty {
            sections.append(Page.Section(name: "steps", title: "Steps", body: steps))
        }
        sections.append(Page.Section(name: "volume", title: "Volume", body: volume))
        if !profile.fields.isEmpty {
            sections.append(Page.Section(name: "missing", title: "Missing values", body: missing))
            sections.append(Page.Section(name: "values", title: "Values", body: values))
        }
        if !profile.rhythms.isEmpty {
            sections.append(Page.Section(name: "hours", title: "Hours of the day", body: hours))
        }
        sections.append(Page.Section(name: "rows", title: "Rows", body: rows))
        return sections
    }
}

/// Builds the tree of a document from parser events, within limits.
///
/// - Complexity: O(events). Aliases share memory, yet count with all they stand for.
struct YAMLTreeBuilder {
    /// Settings are written by people; anything beyond these is a mistake or an attack.
    static let valueLimit = 100_000
    static let depthLimit = 64

    let file: String
    /// The document's root once it is complete.
    private(set) var root: YAMLNode?
    private var open: [Frame] = []
    private var anchors: [String: Part] = [:]
    private var values = 0
    private var documents = 0

    init(file: String) { self.file = file }

    /// A value with its size: all values in it, and how deep lists and mappings are nested in it.
    private struct Part {
        var node: YAMLNode
        var values = 1
        var depth = 0
    }

    /// A list or mapping whose end has not come yet.
    private struct Frame {
        var isMapping: Bool
        var anchor: String?
        var mark: YAMLMark
        var items: [YAMLNode] = []
        var pairs: [YAMLPair] = []
        var lines: [String: Int] = [:]
        var pendingKey: (name: String, mark: YAMLMark)?
        var values = 1
        var depth = 1
    }

    /// Takes the next event.
    mutating func take(_ event: YAMLEvent) throws(SettingsError) {
        switch event {
        case .documentStart(let mark):
            documents += 1
            if documents > 1 { throw error(.severalDocuments, at: mark ?? .start) }
        case .scalar(let text, let style, let anchor, let mark):
            try takeScalar(text, style: style, anchor: anchor, mark: mark)
        case .sequenceStart(let anchor, let mark):
            try begin(Frame(isMapping: false, anchor: anchor, mark: place(of: mark)), at: mark)
        case .mappingStart(let anchor, let mark):
            try begin(Frame(isMapping: true, anchor: anchor, mark: place(of: mark)), at: mark)
        case .collectionEnd:
            guard let frame = open.popLast() else { return }
            let content: YAMLNode.Content = frame.isMapping ? .mapping(frame.pairs) : .sequence(frame.items)
            let part = Part(
                node: YAMLNode(content: content, mark: frame.mark), values: frame.values, depth: frame.depth)
            if let anchor = frame.anchor { anchors[anchor] = part }
            add(part)
        case .alias(let name, let mark):
            guard var part = anchors[name] else { throw error(.undefinedAlias(name: name), at: mark) }
            if needsKey { throw error(.keyIsNotText, at: mark) }
            try count(part.values, at: mark)
            if open.count + part.depth > Self.depthLimit {
                throw error(.tooDeep(limit: Self.depthLimit), at: mark)
            }
            part.node.mark = mark
            add(part)
        case .tag(let mark): throw error(.tag, at: mark)
        case .other: break
        }
    }

    private var needsKey: Bool { open.last.map { $0.isMapping && $0.pendingKey == nil } ?? false }

    /// Collections under a key are looked for where the key stands.
    private func place(of mark: YAMLMark) -> YAMLMark { open.last?.pendingKey?.mark ?? mark }

    private mutating func takeScalar(
        _ text: String, style: YAMLEvent.Style, anchor: String?, mark: YAMLMark?
    ) throws(SettingsError) {
        let here = mark ?? place(of: open.last?.mark ?? .start)
        try count(1, at: here)
        let scalar = YAMLScalar(text: text, isPlain: style == .plain)
        if needsKey {
            if scalar.kind == .null { throw error(.keyIsNotText, at: here) }
            if let line = open[open.count - 1].lines.updateValue(here.line, forKey: text) {
                open[open.count - 1].pendingKey = (text, here)
                throw error(.duplicateKey(name: Excerpt.token(text), firstLine: line), at: here)
            }
            open[open.count - 1].pendingKey = (text, here)
            return
        }
        let node = YAMLNode(content: .scalar(scalar), mark: style == .block ? place(of: here) : here)
        if let anchor { anchors[anchor] = Part(node: node) }
        add(Part(node: node))
    }

    private mutating func begin(_ frame: Frame, at mark: YAMLMark) throws(SettingsError) {
        if needsKey { throw error(.keyIsNotText, at: mark) }
        try count(1, at: mark)
        if open.count >= Self.depthLimit { throw error(.tooDeep(limit: Self.depthLimit), at: mark) }
        open.append(frame)
    }

    private mutating func count(_ more: Int, at mark: YAMLMark) throws(SettingsError) {
        values += more
        if values > Self.valueLimit { throw error(.tooManyValues(limit: Self.valueLimit), at: mark) }
    }

    private mutating func add(_ part: Part) {
        guard var frame = open.popLast() else {
            root = part.node
            return
        }
        if let key = frame.pendingKey {
            frame.pairs.append(YAMLPair(key: key.name, keyMark: key.mark, value: part.node))
            frame.pendingKey = nil
        } else {
            frame.items.append(part.node)
        }
        frame.values += part.values
        frame.depth = max(frame.depth, part.depth + 1)
        open.append(frame)
    }

    /// The way to the value that is being read.
    private var path: [PathStep] {
        open.compactMap { frame in
            frame.isMapping ? frame.pendingKey.map { .key($0.name) } : .index(frame.items.count)
        }
    }

    private func error(_ problem: SettingsProblem, at mark: YAMLMark) -> SettingsError {
        SettingsError(file: file, line: mark.line, column: mark.column, keyPath: path.text, problem: problem)
    }
}

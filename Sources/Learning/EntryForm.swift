import Models

/// What a file says of an input beside its name: a list of transforms, or a mapping.
struct EntryForm: Decodable {
    let transforms: [Transform]
    let encoding: InputSelection.Encoding

    private enum CodingKeys: String, CodingKey { case transforms, bins, monotone, evidence, hash }

    init(from decoder: any Decoder) throws {
        if var list = try? decoder.unkeyedContainer() {
            var transforms: [Transform] = []
            while !list.isAtEnd { transforms.append(try list.decode(Transform.self)) }
            self.init(transforms: transforms, encoding: .usual)
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            transforms: container.decodeIfPresent([Transform].self, forKey: .transforms),
            bins: container.decodeIfPresent(Int.self, forKey: .bins),
            monotone: container.decodeIfPresent(Bool.self, forKey: .monotone),
            evidence: container.decodeIfPresent(Bool.self, forKey: .evidence),
            hash: container.decodeIfPresent(Int.self, forKey: .hash), at: decoder.codingPath)
    }

    /// - Throws: `DecodingError` for settings that exclude each other.
    init(
        transforms: [Transform]?, bins: Int?, monotone: Bool?, evidence: Bool?, hash: Int?,
        at place: [any CodingKey]
    ) throws {
        func refuse(_ problem: String) -> DecodingError {
            .dataCorrupted(.init(codingPath: place, debugDescription: problem))
        }
        guard [bins != nil, evidence == true, hash != nil].count(where: { $0 }) < 2 else {
            throw refuse("an input has one of `bins`, `evidence` and `hash`")
        }
        guard monotone == nil || bins != nil else { throw refuse("`monotone` is for `bins`") }
        let encoding: InputSelection.Encoding =
            if let bins {
                .bins(bins, isMonotone: monotone ?? false)
            } else if let hash {
                .hash(hash)
            } else {
                evidence == true ? .evidence : .usual
            }
        self.init(transforms: transforms ?? [], encoding: encoding)
    }

    private init(transforms: [Transform], encoding: InputSelection.Encoding) {
        self.transforms = transforms
        self.encoding = encoding
    }
}

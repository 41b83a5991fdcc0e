import Terminal

/// `leadline registry …`.
enum RegistryVerbs {
    static let group = CommandGroup(
        name: "registry", summary: "versions, aliases and their history",
        commands: [
            .single(RegistryList.self), .single(RegistryShow.self), .single(RegistryDiff.self),
            .single(RegistryVerify.self), .single(RegistryHistory.self), .single(RegistryLineage.self),
            .single(RegistryPull.self),
            .single(RegistryRetire.self), .single(RegistryApprove.self), .single(RegistrySign.self),
            .single(RegistryExport.self), .single(RegistryCollect.self),
        ])
    static let reference = PositionalSpecification(
        "reference", help: "models:/NAME/3 or models:/NAME@production")
    static let model = PositionalSpecification("model", help: "the model's name")

    /// What to say of something that a writer is preparing or removing.
    static func note(unfinished place: String, of model: String) -> String {
        "\(place): a writer is at work or was stopped here; the next one clears it, or leadline registry gc \(model) --apply"
    }
}

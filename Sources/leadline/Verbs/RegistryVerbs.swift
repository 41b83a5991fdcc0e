import Terminal

/// `leadline registry …`.
enum RegistryVerbs {
    static let group = CommandGroup(
        name: "registry", summary: "versions, aliases and their history",
        commands: [
            .single(RegistryList.self), .single(RegistryShow.self), .single(RegistryDiff.self),
            .single(RegistryVerify.self), .single(RegistryHistory.self), .single(RegistryPull.self),
            .single(RegistryRetire.self), .single(RegistryApprove.self), .single(RegistrySign.self),
            .single(RegistryExport.self),
        ])
    static let model = PositionalSpecification("model", help: "the model's name")
}

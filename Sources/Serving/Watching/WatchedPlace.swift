internal import Storage

/// A directory of a registry, and the names in it whose change is news.
struct WatchedPlace: Equatable {
    let path: String
    /// Empty where all names but those of unfinished files matter.
    var names: Set<String>
    /// The model whose aliases lie here.
    var model: String?

    /// Every directory on the way to the models' aliases and versions, from the one that holds the registry.
    ///
    /// Where one is missing, the one above it tells when it comes.
    static func all(root: String, models: [String]) -> [WatchedPlace] {
        var places = [
            WatchedPlace(path: FileSystem.parent(of: root), names: [FileSystem.name(of: root)]),
            WatchedPlace(path: root, names: ["models"]),
            WatchedPlace(path: root + "/models", names: Set(models)),
        ]
        for model in models {
            let folder = "\(root)/models/\(model)"
            places += [
                WatchedPlace(path: folder, names: ["aliases", "versions"]),
                WatchedPlace(path: folder + "/versions", names: []),
                WatchedPlace(path: folder + "/aliases", names: [], model: model),
            ]
        }
        return places
    }

    /// Whether a change of this name is news.
    func concerns(_ name: String) -> Bool {
        // What is half written has a name with a dot, and gets its own by a rename.
        names.isEmpty ? !name.hasPrefix(".") : names.contains(name)
    }
}

import COpenBLAS
import FoundationEssentials

/// What the bits of a training depend on besides data, settings and seed.
///
/// Two machines of one profile train the same bytes; across profiles results agree to a tolerance only.
public func numericProfile() -> [String: String] {
    var profile = ["architecture": architecture]
    if let core = unsafe openblas_get_corename() { profile["openblas.core"] = unsafe String(cString: core) }
    if let configuration = unsafe openblas_get_config() {
        profile["openblas.configuration"] = words(of: unsafe String(cString: configuration))
    }
    if let cpu = cpuModel() { profile["cpu"] = cpu }
    return profile
}

private let architecture: String = {
    #if arch(x86_64)
        "x86_64"
    #elseif arch(arm64)
        "arm64"
    #else
        "other"
    #endif
}()

/// The kernel's name for the processor, where it tells one.
private func cpuModel() -> String? {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else { return nil }
    return text.split(separator: "\n").first { $0.hasPrefix("model name") }?
        .split(separator: ":", maxSplits: 1).last.map { words(of: String($0)) }
}

/// The text with single spaces.
private func words(of text: String) -> String { text.split(separator: " ").joined(separator: " ") }

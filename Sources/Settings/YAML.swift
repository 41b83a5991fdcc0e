/// YAML to Codable in one call; `SettingsDocument` does it in two and keeps the places.
public enum YAML {
    /// Decodes a file of settings.
    ///
    /// - Throws: the first fault met, with file, line, column, key path and remedy.
    public static func decode<Value: Decodable>(
        _ type: Value.Type, fromFile path: String
    ) throws(SettingsError) -> Value {
        try SettingsDocument(file: path).decode(type)
    }

    /// Decodes a text; `file` is its name in error texts.
    ///
    /// - Throws: the first fault met, with file, line, column, key path and remedy.
    public static func decode<Value: Decodable>(
        _ type: Value.Type, from text: String, file: String
    ) throws(SettingsError) -> Value {
        try SettingsDocument(text: text, file: file).decode(type)
    }
}

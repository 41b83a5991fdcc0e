import FoundationEssentials
import Glibc
import Testing

@testable import Datasets

/// What a person keeps for DuckDB in the home folder is none of the pipeline's.
@Suite struct DatabaseSecretsTests {
    /// The file that DuckDB 1.5 makes of `CREATE PERSISTENT SECRET planted (TYPE http, BEARER_TOKEN 'token')`.
    private static let secret = """
        64000468747470650006636f6e666967660007706c616e746564670000c900640064006665000164\
        0004c800640064650001640005c800020000036b65790100640019ffffffff00000576616c756501\
        00640003ffffffffffffffffffffffff65000066006400016400640064650001640005c800020000\
        036b65790100640019ffffffff00000576616c75650100640003ffffffffffffffff650000660064\
        00026400640019ffff65000066000c6265617265725f746f6b656effff6400640019ffff65000066\
        0005746f6b656effffffffffffffffffffca006400640065650001640004c800640019ffffffffff\
        ff65000066006400026400640019ffff65000066000c6265617265725f746f6b656effff64006400\
        19ffff650000660013687474705f70726f78795f70617373776f7264ffffffffffffffff
        """

    /// Makes a home folder with the secret the home of this process, which must be one of its own.
    private static func moveHome(to home: TemporaryFolder) throws {
        let folder = home.path + "/.duckdb/stored_secrets"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let digits = Array(secret.utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        try home.write(bytes, to: ".duckdb/stored_secrets/planted.duckdb_secret")
        let isSet = unsafe setenv("HOME", home.path, 1) == 0
        #expect(isSet)
    }

    /// Where a connection looks for secrets; the list of them is made by looking there.
    private static func expectNoSecrets(_ database: Database, of home: TemporaryFolder) throws {
        let setting = try database.query("SELECT current_setting('secret_directory')")
        let folder = try #require(setting.columns[0].strings?.first ?? nil)
        #expect(!folder.hasPrefix(home.path))
        #expect(folder == "/dev/null/none")
        do {
            let found = try database.query(
                "SELECT name FROM duckdb_secrets()", readingData: false)
            #expect(found.rowCount == 0)
        } catch {
            // Nothing may be read but the files named: the refusal tells what was to be read.
            #expect(error.what.contains("/dev/null/none") && !error.what.contains(home.path), "\(error)")
        }
        // A statement of a pipeline cannot move the folder back.
        #expect(throws: DatasetError.self) {
            try database.execute(
                "SET secret_directory = \((home.path + "/.duckdb/stored_secrets").sqlLiteral)")
        }
    }

    @Test func secretsOfTheHomeFolderAreNotLookedFor() async {
        await #expect(processExitsWith: .success) {
            let home = try TemporaryFolder()
            try Self.moveHome(to: home)
            try Self.expectNoSecrets(Database(), of: home)
            try Self.expectNoSecrets(Database(files: [home.path + "/rows.csv"], work: home.path), of: home)
            for part in DatabaseExtension.allCases where part.isAvailable {
                try Self.expectNoSecrets(Database(extensions: [part], isConnecting: false), of: home)
            }
        }
    }
}

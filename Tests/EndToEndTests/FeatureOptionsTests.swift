import Testing

/// What `leadline features` is asked for is one thing; options that it would ignore are refused.
@Suite struct FeatureOptionsTests {
    @Test(
        arguments: [
            (["--summary", "-o", "frame.csv"], "--output and --summary ask for different things"),
            (["--summary", "--trace", "a"], "--summary and --trace ask for different things"),
            (["--state", "a", "-o", "x.csv"], "--output and --state ask for different things"),
            (["-o", "frame.csv", "--json"], "--json says nothing without --summary"),
            ([], "nothing is asked for"),
            (["--trace", "a", "--feature", "f"], "--trace needs the feature and the time"),
            (["--state", "a", "--feature", "f"], "--feature says nothing without --trace"),
            (["--summary", "--at", "2024-01-01T00:00:00Z"], "--at says nothing without --trace or --state"),
        ])
    func refusesWhatItWouldIgnore(_ options: [String], _ problem: String) throws {
        let shop = try Shop()
        let outcome = try BuiltProgram.leadline.run(["features", "pipeline.yaml"] + options, in: shop.path)
        #expect(outcome.status == 3 && outcome.output.isEmpty)
        #expect(outcome.errors.contains(problem), "\(outcome.errors)")
        #expect(
            shop.names(below: shop.path).filter { $0 != ".leadline" }.sorted() == [
                "pipeline.yaml", "purchases.csv",
            ])
    }
}

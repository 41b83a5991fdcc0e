internal import Glibc

/// Counts of exposed and other cases by outcome, in strata.
struct StratifiedTable {
    private struct Stratum {
        /// Exposed positives, exposed negatives, other positives, other negatives.
        var a = 0.0
        var b = 0.0
        var c = 0.0
        var d = 0.0
    }

    private var strata: [Int: Stratum] = [:]

    mutating func add(stratum: Int, isExposed: Bool, isPositive: Bool) {
        var table = strata[stratum] ?? Stratum()
        switch (isExposed, isPositive) {
        case (true, true): table.a += 1
        case (true, false): table.b += 1
        case (false, true): table.c += 1
        case (false, false): table.d += 1
        }
        strata[stratum] = table
    }

    /// Exposed cases of one outcome, of how many.
    func exposed(isPositive: Bool) -> (count: Int, of: Int) {
        strata.values.reduce(into: (0, 0)) { sum, table in
            sum.0 += Int(isPositive ? table.a : table.b)
            sum.1 += Int(isPositive ? table.a + table.c : table.b + table.d)
        }
    }

    /// The common odds ratio with its lower bound; nil where a class is never exposed or always.
    ///
    /// Source: N. Mantel, W. Haenszel, JNCI 22 (1959) 719-748; variance of J. Robins, N. Breslow, S. Greenland,
    /// Biometrics 42 (1986) 311-323. Half a case is added to each cell of the largest stratum where a sum would be 0.
    func oddsRatio(quantile: Double) -> (value: Double, lower: Double)? {
        var tables = strata.sorted { $0.key < $1.key }.map(\.value)
        guard tables.contains(where: { $0.a > 0 }) else { return nil }
        if !tables.contains(where: { $0.b * $0.c > 0 }),
            let largest = tables.indices.max(by: {
                tables[$0].a + tables[$0].b + tables[$0].c + tables[$0].d
                    < tables[$1].a + tables[$1].b + tables[$1].c + tables[$1].d
            })
        {
            tables[largest].a += 0.5
            tables[largest].b += 0.5
            tables[largest].c += 0.5
            tables[largest].d += 0.5
        }
        var (r, s, pr, mixed, qs) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for table in tables {
            let n = table.a + table.b + table.c + table.d
            guard n > 0 else { continue }
            let (ri, si) = (table.a * table.d / n, table.b * table.c / n)
            let (p, q) = ((table.a + table.d) / n, (table.b + table.c) / n)
            r += ri
            s += si
            pr += p * ri
            mixed += p * si + q * ri
            qs += q * si
        }
        guard r > 0, s > 0 else { return nil }
        let variance = pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s)
        let value = r / s
        return (value, value * exp(-quantile * variance.squareRoot()))
    }
}

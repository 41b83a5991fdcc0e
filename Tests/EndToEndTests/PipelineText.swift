/// The pipeline files of the tests.
enum PipelineText {
    /// Purchases as events, as `Purchases` draws them.
    static let shop = """
        version: 1
        name: shop
        title: Will a customer buy again within 30 days?
        data: {provenance: simulated, description: drawn by a test, zone: UTC}
        unit: customer
        sources:
          purchases:
            version: 1
            file: purchases.csv
            format: {type: csv, delimiter: ",", header: 1}
            history: full
            fields:
              customer: {type: key, namespace: customer, purpose: identity, personal: true, nulls: refuse}
              date: {type: date, pattern: "%Y-%m-%d", purpose: time, nulls: refuse}
              units: {type: integer, purpose: feature, minimum: 0}
              amount: {type: number, purpose: feature, minimum: 0}
              region: {type: text, purpose: feature}
            events:
              - kind: purchase
                subject: customer
                channel: shop
                occurredAt: date
                recordedAt: assumed occurredAt + 0d
                attributes: [units, amount, region]
        label:
          version: 1
          name: buys again
          outcome: {kind: purchase}
          window: 30d
          from: cutoff
        cutoffs:
          calendar: {from: 2024-04-01, to: 2025-01-01, every: month}
        eligible: {has: [purchase]}
        slices:
          train: {from: 2024-04-01, to: 2024-07-01}
          calibrate: {from: 2024-09-01, to: 2024-10-01}
          test: {from: 2024-12-01, to: 2025-01-01}
          embargo: 0d
          disjoint: none
        features:
          frequency: {kind: count, of: purchase, unit: purchases, sentence: "has bought {value} times"}
          monetary: {kind: sum, of: purchase, attribute: amount}
          recency: {kind: timeSinceLast, of: purchase, unit: days}
          region: {kind: attribute, attribute: region}
        model:
          inputs: {frequency: [log1p], monetary: [log1p], recency: [], region: []}
          penalty: 1.0
          seed: 1
        calibration: {method: platt}
        rules:
          recency: {feature: recency, better: lower}
        evaluation: {top: 0.1, capacity: 20, groups: [region]}
        gates:
          - {metric: auroc, value_threshold: {lower_bound: 0.55}}
        """

    /// The shop, with what a team can do.
    static let acting = shop.replacing(
        "rules:",
        with: """
            actionable:
              frequency: {direction: up, minimum: 0, maximum: 40, step: 1}
              recency: {direction: down, minimum: 0, maximum: 400, step: 5}
            rules:
            """)

    /// Calls as rows of a table; `seconds` is the length of the very call that the label is about.
    static let calls = """
        version: 1
        name: calls
        title: Will the client say yes in this call?
        data: {provenance: simulated, description: drawn by a test, zone: UTC}
        unit: call
        table:
          version: 1
          file: calls.csv
          format: {type: csv, delimiter: ",", header: 1}
          order: rows
          label: {field: answer, positive: "yes"}
          fields:
            age: {type: number, purpose: feature, known: asOf}
            seconds: {type: number, purpose: feature, known: asOf}
            job: {type: text, purpose: feature, known: asOf}
            answer: {type: text, purpose: label, known: afterOutcome, allowed: ["yes", "no"], nulls: refuse}
          slices: {train: 0.6, calibrate: 0.1, test: 0.3}
        model: {penalty: 1.0, seed: 1}
        calibration: {method: platt}
        gates:
          - {metric: auroc, value_threshold: {lower_bound: 0.5}}
        """
}

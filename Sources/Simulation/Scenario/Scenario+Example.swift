extension Scenario {
    /// A commented scenario to begin with, the text of `datasets/simulated/firm-wide.yaml`.
    public static let example = """
        # A company's leads over all its channels, with the truth behind them: leadline simulate firm-wide.yaml -o DIR
        version: 1
        name: firm-wide
        seed: 1                 # another seed, another draw from the same world
        from: 2023-01-01        # the first and the last day recorded
        to: 2024-12-31

        company:
          leads: 6000
          accounts: 2000
          window: 60d           # a lead converts within this span of its creation or never
          ask: 14d              # the pipeline asks so long after creation
          base: 0.2             # the mean true probability of converting
          interactions: 30      # of a lead on average; the tail is heavy

          # Effects are in logits: 0 changes nothing, 0.7 about doubles the odds. Leave a section out for its default.
          personas:
            - {name: champion, share: 0.15, conversion: 1.1, activity: 1.6}
            - {name: evaluator, share: 0.35, conversion: 0.3, activity: 1.2}
            - {name: browser, share: 0.35, conversion: -0.6, activity: 0.8}
            - {name: student, share: 0.15, conversion: -1.6, activity: 1.0}
          intents:              # what leads write about in chats and tickets
            - {topic: pricing, share: 0.25, conversion: 0.8}
            - {topic: integration, share: 0.3, conversion: 0.3}
            - {topic: problem, share: 0.2, conversion: -0.2}
            - {topic: learning, share: 0.25, conversion: -0.8}
          group:                # a protected field and what being in the group does
            field: age_group
            value: over-55
            other: under-55
            share: 0.25
            conversion: 0.0     # they convert as others do
            contact: -0.8       # and are called less often
          campaigns: 6
          drift: -0.4           # how the logit changes from the first to the last day
          season: 0.2           # and over the year
          contact:
            rate: 0.4           # of leads with an average score
            effect: 0.6         # of a call on converting
            feedback: 1.0       # leads with higher scores are called more
          consent: {granted: 0.8, withdrawn: 0.1}
          identity: {browsers: 1.7, known: 0.6}
          faults:
            late: 0.02          # recorded days after they occurred
            duplicates: 0.005   # arriving twice
            skew: {source: web, by: -20m, share: 0.03}   # leads whose device has a wrong clock

        # Mistakes to plant; docs/simulator.md lists the kinds.
        leaks: []

        """
}

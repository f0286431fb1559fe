package org.maint.probing;

import org.maint.probing.ProbeSpec.Call;

/** Looks at one answer. */
record HttpLook(ProbeSpec.Http spec) implements Look {
    @Override
    public void look(Attempt attempt) throws ProbeFault {
        Answer answer = answer(attempt, spec.call());
        new AnswerChecks(attempt.sheet(), "").check(answer, spec.expected(), attempt.deadline());
    }

    /** The answer to a single call, noted. */
    static Answer answer(Attempt attempt, Call call) throws ProbeFault {
        try (Fetcher fetcher = new Fetcher(attempt)) {
            Fetcher.Request request = new Requests(attempt, attempt.allowance().maxBytes()).request(call);
            Answer answer = fetcher.fetch(request, attempt.deadline());
            note(attempt.sheet(), answer);
            return answer;
        }
    }

    static void note(Sheet sheet, Answer answer) {
        sheet.value("seconds", answer.seconds());
        sheet.value("bytes", answer.bytes().length);
        sheet.answered(answer.bytes(), answer.text());
    }
}

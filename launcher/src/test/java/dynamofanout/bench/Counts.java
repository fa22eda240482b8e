// SPDX-License-Identifier: Apache-2.0
package dynamofanout.bench;

/** What batches did in some span of time. Not thread-safe. */
final class Counts {
    private long units;
    private long written;
    private long sent;
    private long requests;
    private long throttled;
    private long partial;

    Counts(long units, long written, long sent, long requests, long throttled, long partial) {
        this.units = units;
        this.written = written;
        this.sent = sent;
        this.requests = requests;
        this.throttled = throttled;
        this.partial = partial;
    }

    void add(Counts more) {
        units += more.units;
        written += more.written;
        sent += more.sent;
        requests += more.requests;
        throttled += more.throttled;
        partial += more.partial;
    }

    long units() {
        return units;
    }

    long written() {
        return written;
    }

    String json() {
        return "{\"units\":%d,\"written\":%d,\"sent\":%d,\"requests\":%d,\"throttled\":%d,\"partial\":%d}"
                .formatted(units, written, sent, requests, throttled, partial);
    }
}

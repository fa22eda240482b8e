// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/** The Markdown documents of this source tree: what stands in each, and in which line. */
final class Documents {
    /** The root of the source tree, seen from the directory in which the module's tests run. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    private Documents() {}

    /** A piece of a document. */
    record Piece(Path file, int line, String kind, String text) {
        /** Where it stands, as compilers write it. */
        String place() {
            return ROOT.relativize(file) + ":" + line + ": " + text.strip() + ": ";
        }
    }

    /** All documents that people read: those beside the README, and everything below {@code docs}. */
    static List<Path> all() {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Code between backquotes. */
    static List<Piece> code(Path file) {
        List<Piece> found = new ArrayList<>();
        parse(file).accept(new AbstractVisitor() {
            @Override
            public void visit(Code code) {
                found.add(new Piece(file, line(code), "code", code.getLiteral()));
            }
        });
        return found;
    }

    /** Blocks of code; the kind is the language that follows the fence, or nothing. */
    static List<Piece> blocks(Path file) {
        List<Piece> found = new ArrayList<>();
        parse(file).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                found.add(new Piece(file, line(block) + 1, block.getInfo(), block.getLiteral()));
            }
        });
        return found;
    }

    /** Where links lead. */
    static List<Piece> links(Path file) {
        List<Piece> found = new ArrayList<>();
        parse(file).accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                found.add(new Piece(file, line(link), "link", link.getDestination()));
                visitChildren(link);
            }
        });
        return found;
    }

    /** The text of each heading. */
    static List<String> headings(Path file) {
        List<String> found = new ArrayList<>();
        var renderer = TextContentRenderer.builder().build();
        parse(file).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                found.add(renderer.render(heading).strip());
            }
        });
        return found;
    }

    private static Node parse(Path file) {
        try {
            return PARSER.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int line(Node node) {
        return node.getSourceSpans().isEmpty()
                ? 0
                : node.getSourceSpans().get(0).getLineIndex() + 1;
    }
}

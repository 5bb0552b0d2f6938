// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Every text of the program's source, as far as the compiler can put it together: constants are
 * filled in, parts of one expression are joined. What is known at run time alone is an ellipsis.
 */
final class SourceStatements {
  static final String UNKNOWN = "…";

  private static final Pattern STATEMENT = Pattern.compile(
      "^\\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|MERGE|SET|LOCK|TRUNCATE|CALL|SAVEPOINT|ROLLBACK|RELEASE)\\s");
  private static final Set<String> RUNNERS = Set.of("query", "first", "each", "update", "batch");
  private static final Set<String> TRANSACTIONS = Set.of("tx", "transaction");

  /** A text, and the file that it stands in. */
  record Text(Path file, String value) {
    boolean isStatement() {
      return STATEMENT.matcher(value).find();
    }
  }

  private final List<Text> texts = new ArrayList<>();
  private final List<Text> opaque = new ArrayList<>();
  private final Map<String, ExpressionTree> constants = new HashMap<>();

  /** Reads all Java files below a folder. */
  SourceStatements(Path root) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null);
        var paths = Files.walk(root)) {
      var sources = paths.filter(path -> path.toString().endsWith(".java")).toList();
      var task = (JavacTask) compiler.getTask(
          null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      var units = new ArrayList<CompilationUnitTree>();
      task.parse().forEach(units::add);
      units.forEach(unit -> new Constants(name(unit)).scan(unit, null));
      units.forEach(
          unit -> new Reader(name(unit), Path.of(unit.getSourceFile().toUri())).scan(unit, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all texts, the parts of joined ones not again by themselves. */
  List<Text> texts() {
    return texts;
  }

  /** Returns the expressions that a transaction runs and that do not begin with a known text. */
  List<Text> opaque() {
    return opaque;
  }

  private static String name(CompilationUnitTree unit) {
    var file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
    return file.substring(0, file.length() - ".java".length());
  }

  private final class Constants extends TreeScanner<Void, Void> {
    private final String type;

    Constants(String type) {
      this.type = type;
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
      if (variable.getInitializer() != null) {
        constants.put(type + "." + variable.getName(), variable.getInitializer());
      }
      return super.visitVariable(variable, null);
    }
  }

  private final class Reader extends TreeScanner<Void, Void> {
    private final String type;
    private final Path file;

    Reader(String type, Path file) {
      this.type = type;
      this.file = file;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void nothing) {
      if (literal.getValue() instanceof String text) {
        texts.add(new Text(file, text));
      }
      return null;
    }

    @Override
    public Void visitBinary(BinaryTree sum, Void nothing) {
      if (sum.getKind() != Tree.Kind.PLUS) {
        return super.visitBinary(sum, null);
      }
      texts.add(new Text(file, join(sum)));
      scanUnknown(sum.getLeftOperand());
      scanUnknown(sum.getRightOperand());
      return null;
    }

    /** Looks into what was not joined. */
    private void scanUnknown(ExpressionTree operand) {
      if (operand instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
        scanUnknown(sum.getLeftOperand());
        scanUnknown(sum.getRightOperand());
      } else if (!(operand instanceof LiteralTree)) {
        scan(operand, null);
      }
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      if (isPutTogether(call)) {
        texts.add(new Text(file, join(call)));
        return null;
      }
      if (isRun(call)) {
        var first = call.getArguments().get(0);
        if (!STATEMENT.matcher(join(first)).find()) {
          opaque.add(new Text(file, first.toString()));
        }
      }
      return super.visitMethodInvocation(call, null);
    }

    private boolean isRun(MethodInvocationTree call) {
      return call.getMethodSelect() instanceof MemberSelectTree method
          && RUNNERS.contains(method.getIdentifier().toString())
          && TRANSACTIONS.contains(method.getExpression().toString())
          && !call.getArguments().isEmpty();
    }

    /** Tells whether it is {@code new SqlText().add(…).add(…)}. */
    private boolean isPutTogether(MethodInvocationTree call) {
      return call.getMethodSelect() instanceof MemberSelectTree method
          && (method.getExpression() instanceof MethodInvocationTree before
              ? isPutTogether(before)
              : method.getExpression() instanceof NewClassTree made
                  && made.getIdentifier().toString().equals("SqlText"));
    }

    private String join(@Nullable Tree tree) {
      if (tree instanceof LiteralTree literal) {
        return String.valueOf(literal.getValue());
      }
      if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
        return join(sum.getLeftOperand()) + join(sum.getRightOperand());
      }
      if (tree instanceof ParenthesizedTree inner) {
        return join(inner.getExpression());
      }
      if (tree instanceof IdentifierTree name) {
        return constant(type + "." + name);
      }
      if (tree instanceof MemberSelectTree member) {
        return constant(member.toString());
      }
      if (tree instanceof MethodInvocationTree call
          && call.getMethodSelect() instanceof MemberSelectTree method) {
        return joinCall(call, method);
      }
      return UNKNOWN;
    }

    private String joinCall(MethodInvocationTree call, MemberSelectTree method) {
      if (!isPutTogether(call)) {
        return UNKNOWN;
      }
      var before =
          method.getExpression() instanceof NewClassTree ? "" : join(method.getExpression());
      var more = method.getIdentifier().contentEquals("add")
          ? join(call.getArguments().get(0))
          : "AND id IN (?)";
      return before + more + "\n";
    }

    private String constant(String name) {
      var value = constants.get(name);
      // Constants alone: what a method keeps in a variable may be anything by then.
      boolean isConstant = name.substring(name.lastIndexOf('.') + 1).matches("[A-Z_0-9]+");
      return value == null || !isConstant ? UNKNOWN : join(value);
    }
  }
}

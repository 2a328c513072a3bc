package flux.embedded.pipeline;

import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Groovy gives every object, hence every closure, a method {@code sleep}. In a Pipeline the step is meant, also inside
 * of closures, so that such calls are bound to the script itself.
 */
final class StepNames extends CompilationCustomizer {
    StepNames() {
        super(CompilePhase.SEMANTIC_ANALYSIS);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        for (MethodNode method : type.getMethods()) {
            if (method.getCode() != null) {
                method.getCode().visit(new Binder());
            }
        }
    }

    private static final class Binder extends CodeVisitorSupport {
        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            if (call.isImplicitThis() && "sleep".equals(call.getMethodAsString())) {
                call.setObjectExpression(VariableExpression.THIS_EXPRESSION);
                call.setImplicitThis(false);
            }
            super.visitMethodCallExpression(call);
        }
    }
}

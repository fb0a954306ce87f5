package org.messageledger.fact;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that asks the database, before each statement that looks for rows, how it will find them. */
final class ExplainedStatements {

    private final DataSource dataSource;
    private final List<String> settings;
    private final List<String> plans = new ArrayList<>();

    /** @param settings statements that make the database plan as if there were many rows */
    ExplainedStatements(DataSource dataSource, List<String> settings) {
        this.dataSource = dataSource;
        this.settings = settings;
    }

    List<String> plans() {
        return plans;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = call(dataSource, method, arguments);
            return result instanceof Connection connection ? connection(connection) : result;
        });
    }

    Connection connection(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement && arguments != null
                    ? statement(connection, statement, (String) arguments[0])
                    : result;
        });
    }

    private PreparedStatement statement(Connection connection, PreparedStatement statement, String sql) {
        Map<Integer, Object> parameters = new TreeMap<>();
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (arguments != null && method.getName().startsWith("set") && arguments[0] instanceof Integer index) {
                parameters.put(index, arguments[1]);
            }
            if (method.getName().startsWith("execute") && sql.contains("from ")) {
                explain(connection, sql, parameters);
            }
            return call(statement, method, arguments);
        });
    }

    private void explain(Connection connection, String sql, Map<Integer, Object> parameters) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Statement set = connection.createStatement()) {
            for (String setting : settings) {
                set.execute(setting);
            }
        }
        try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
            for (Map.Entry<Integer, Object> parameter : parameters.entrySet()) {
                explain.setObject(parameter.getKey(), parameter.getValue());
            }
            try (ResultSet lines = explain.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        plans.add(plan.toString());
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
